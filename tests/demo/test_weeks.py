from datetime import date, time

from django.test import TestCase

from tests.county import County, log, make_user
from tracker.demo.weeks import make_weeks
from tracker.models.kinds import Kind
from tracker.models.plans import Plan, PlanLine
from tracker.models.posts import Post
from tracker.models.presets import Preset, PresetAdoption
from tracker.models.series import Series
from tracker.queries.weeks import office_week

TODAY = date(2026, 3, 4)  # a Wednesday


class MakeWeeksTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.head = make_user(Post.Role.HEAD, cls.county.town)
        for number, issuer in enumerate((cls.county.bureau, cls.county.other_bureau, cls.county.county_office)):
            plan = Plan.objects.create(issuer=issuer, year=2026)
            line = {"kind": Kind.MEETING, "title": "会", "month": 12, "recipients": "各乡镇（街道）"}
            PlanLine.objects.create(plan=plan, status=PlanLine.Status.APPROVED, admission_number=f"准{number}", **line)

    def test_two_meetings_collide_on_the_first_day_that_rules_leave_open(self):
        preset = Preset.objects.get(code="Zhangjiajie-2022")  # Mondays and second weeks
        PresetAdoption.objects.create(area=self.county.county, preset=preset, valid_from=date(2026, 1, 1))
        make_weeks(self.county.county, TODAY)
        days = list(PlanLine.objects.order_by("pk").values_list("day", flat=True))
        self.assertEqual(days, [date(2026, 3, 6), date(2026, 3, 6), date(2026, 3, 18)])
        self.assertEqual(len(office_week(self.county.town, TODAY, TODAY, self.head).collisions), 1)

    def test_a_meeting_of_many_offices_recurs(self):
        villages = [self.county.village, self.county.other_village, self.county.far_village]
        log(Kind.MEETING, self.county.bureau, TODAY, [*self.county.towns, *villages], starts_at=time(9))
        make_weeks(self.county.county, TODAY)
        self.assertEqual(Series.objects.get().first, TODAY)

    def test_at_the_end_of_a_year_nothing_is_put_into_the_next(self):
        make_weeks(self.county.county, date(2026, 12, 31))
        self.assertEqual(PlanLine.objects.exclude(day=None).count(), 0)
