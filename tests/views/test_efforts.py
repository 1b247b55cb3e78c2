import time
from datetime import date

from django.core.signing import Signer
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from tests.county import County, log, make_user
from tracker.actions.efforts import note_effort
from tracker.forms.efforts import opened_now
from tracker.models.efforts import Effort
from tracker.models.kinds import Kind
from tracker.models.norms import Norm
from tracker.models.posts import Post
from tracker.periods import month_of


def opened(seconds_ago):
    return Signer(salt="tracker.opened").sign(str(round((time.time() - seconds_ago) * 1000)))


class EffortTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.clerk = make_user(Post.Role.CLERK, cls.county.town)
        cls.today = timezone.localdate()

    def setUp(self):
        self.client.force_login(self.clerk)

    def sent(self, **changed):
        return {
            "here-office": str(self.county.town.pk),
            "title": "防汛会商会", "issuer": "县应急管理局", "day": self.today.isoformat(),
            "meeting_form": "video", "meeting_name": "department", "then": "next",
        } | changed  # fmt: skip

    def post(self, **changed):
        return self.client.post(reverse("log_meeting"), self.sent(**changed))


class MeterTests(EffortTests):
    def test_a_saved_form_adds_its_seconds_and_steps_to_the_month_of_the_office(self):
        self.assertEqual(self.post(opened=opened(20), steps="7").status_code, 302)
        cell = Effort.objects.get()
        self.assertEqual((cell.office, cell.month, cell.way), (self.county.town, month_of(self.today), "form"))
        self.assertEqual((cell.records, cell.steps), (1, 7))
        self.assertTrue(19 <= cell.seconds <= 22)

    def test_an_interruption_is_cut_off_after_ten_minutes(self):
        self.post(opened=opened(3_000))
        self.assertEqual(Effort.objects.get().seconds, 600)

    def test_a_form_that_is_shown_again_keeps_its_first_opening_and_its_steps(self):
        first = opened(30)
        page = self.post(opened=first, steps="4", title="")
        self.assertContains(page, f'name="opened" value="{first}"', status_code=422)
        self.assertContains(page, 'name="steps" value="4"', status_code=422)
        self.assertFalse(Effort.objects.exists())

    def test_without_a_script_filled_fields_and_one_button_are_the_steps(self):
        self.post(opened=opened_now(), steps="")
        filled = sum(bool(value) for name, value in self.sent().items() if name != "then")
        self.assertEqual(Effort.objects.get().steps, filled + 1)

    def test_a_moment_that_was_tampered_with_measures_nothing(self):
        for opening in ("", "1:x", opened(5).replace("1", "2", 1)):
            self.post(opened=opening, title=f"会{opening}")
        self.assertFalse(Effort.objects.exists())

    def test_the_second_click_costs_nothing_more(self):
        page = self.client.get(reverse("log_meeting"))
        submission = str(page.context["submission"])
        for _click in range(2):
            self.post(opened=opened(5), submission=submission)
        self.assertEqual(Effort.objects.get().records, 1)

    def test_there_is_no_column_for_a_person(self):
        related = {field.related_model.__name__ for field in Effort._meta.get_fields() if field.is_relation}
        self.assertEqual(related, {"Office"})

    def test_one_click_for_nil_counts_as_well(self):
        month = self.today.replace(day=1).replace(year=self.today.year - 1)
        cell = {"office": self.county.town.code, "kind": "meeting", "month": month_of(month)}
        for _click in range(2):
            self.client.post(reverse("nil_report"), cell)
        self.assertEqual(Effort.objects.get().records, 1)


class NoteEffortTests(EffortTests):
    def test_adds_up(self):
        for seconds in (10, 20):
            note_effort(self.county.town, Effort.Way.IMPORT, 5, seconds, 1, day=date(2026, 3, 5))
        cell = Effort.objects.get()
        self.assertEqual((cell.month, cell.records, cell.seconds, cell.steps), (202603, 10, 30, 2))

    def test_never_less_than_nothing(self):
        with self.assertRaises(ValueError):
            note_effort(self.county.town, Effort.Way.FORM, 1, -1, 1)


class PageTests(EffortTests):
    def page(self, office=None, role=Post.Role.SUPERVISOR):
        self.client.force_login(
            Post.objects.filter(role=role).first().user
            if Post.objects.filter(role=role)
            else make_user(role, self.county.county)
        )
        return self.client.get(reverse("efforts", args=[(office or self.county.county).code]))

    def test_months_and_ways_with_the_seconds_of_a_record(self):
        note_effort(self.county.town, Effort.Way.FORM, 10, 250, 80)
        note_effort(self.county.village, Effort.Way.NIL, 3, 9, 3)
        burden = self.page().context["burden"]
        (month,) = burden.months
        self.assertEqual((month.whole.records, month.whole.seconds, month.offices), (13, 259, 2))
        self.assertEqual(
            [(way, spent.seconds_each) for way, spent in month.ways], [("填表登记", 25), ("报“本期无”", 3)]
        )

    def test_hours_beside_the_load_and_what_is_fewer_than_last_year(self):
        last_year = self.today.replace(year=self.today.year - 1, day=1)
        for day in (last_year, last_year, self.today):
            log(Kind.MEETING, self.county.bureau, day, [self.county.town], minutes=120)
        burden = self.page().context["burden"]
        self.assertEqual(burden.saved, burden.minutes)
        self.assertContains(self.page(), "省下")

    def test_offices_stand_in_official_order_whatever_they_spent(self):
        note_effort(self.county.other_town, Effort.Way.FORM, 1, 500, 1)
        note_effort(self.county.village, Effort.Way.FORM, 1, 1, 1)
        offices = [row.office for row in self.page().context["burden"].offices]
        self.assertEqual(offices, [self.county.town, self.county.other_town])

    def test_the_budget_is_a_norm_and_passing_it_is_marked(self):
        note_effort(self.county.town, Effort.Way.FORM, 1, 7 * 24 * 3_600, 1)
        self.assertContains(self.page(), "每单位每周 20 分钟")
        self.assertContains(self.page(), "t-near")
        Norm.objects.filter(code=Norm.Code.OWN_BURDEN).delete()
        self.assertContains(self.page(), "未设")

    def test_the_todo_page_tells_the_office_its_minutes(self):
        note_effort(self.county.town, Effort.Way.FORM, 100, 41 * 60, 1)
        note_effort(self.county.village, Effort.Way.FORM, 100, 600, 1)
        self.assertContains(self.client.get(reverse("todo")), "本工具本月占用您单位约 41 分钟")
