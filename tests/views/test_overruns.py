"""Accepted overruns: said in words beside ▲ 超额, ended by their day, never a green light."""

from datetime import date, timedelta

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from tests.county import County, log, make_user
from tests.views.figures import midsummer
from tracker.measures.standing import Standing
from tracker.models.baselines import Count, Side
from tracker.models.kinds import Kind
from tracker.models.overruns import Overrun
from tracker.models.posts import Post
from tracker.models.targets import Target
from tracker.queries.standings import standings
from tracker.sentences.overruns import accepted_words
from tracker.sentences.standings import why

TODAY = date(2026, 7, 1)
YEAR = TODAY.year
END = date(YEAR, 12, 31)


@midsummer
class Overrunning(TestCase):
    """The bureau sent three documents and may send one."""

    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.supervisor = make_user(Post.Role.SUPERVISOR, cls.county.county)
        told = {"side": Side.SENT, "kind": Kind.DOCUMENT, "year": YEAR, "number": 1}
        Target.objects.create(office=cls.county.bureau, type=Target.Type.FIXED, **told)
        for _number in range(3):
            log(Kind.DOCUMENT, cls.county.bureau, TODAY, cls.county.towns)

    def setUp(self):
        self.client.force_login(self.supervisor, "django.contrib.auth.backends.ModelBackend")

    def filled(self, **changed):
        return {
            "office": self.county.bureau.code, "side": Side.SENT, "kind": Kind.DOCUMENT, "count": Count.OFFICIAL,
            "year": YEAR, "accepted_up_to": 5, "reason": "防汛形势紧", "approved_by": "李明",
            "ends_on": END.isoformat(),
        } | changed  # fmt: skip

    def add(self, **changed):
        return self.client.post(reverse("overrun_add"), self.filled(**changed))

    def accepted(self, **changed):
        told = {"accepted_up_to": 5, "reason": "防汛", "approved_by": "李明", "ends_on": END} | changed
        return Overrun.objects.create(office=self.county.bureau, kind=Kind.DOCUMENT, year=YEAR, **told)

    def row(self, as_of=TODAY):
        return standings([self.county.bureau], YEAR, as_of, Side.SENT)[self.county.bureau.pk, Kind.DOCUMENT]


class StandingTests(Overrunning):
    def test_stays_over_and_says_who_accepted_it_until_when(self):
        self.accepted()
        self.assertEqual(self.row().judgement.standing, Standing.OVER)
        self.assertEqual(why(self.row()), "已超过全年限额；已同意到 5 件，至12月31日（批准人 李明）")

    def test_says_what_goes_beyond_it(self):
        self.accepted(accepted_up_to=2)
        self.assertEqual(why(self.row()), "已超过全年限额；同意到 2 件（批准人 李明），又超出 1 件")

    def test_of_inspections_in_the_full_count_it_speaks_of_visits(self):
        told = {"kind": Kind.INSPECTION, "count": Count.FULL, "year": YEAR, "accepted_up_to": 5, "ends_on": END}
        overrun = Overrun(office=self.county.bureau, approved_by="李明", **told)
        self.assertEqual(accepted_words(overrun, 7), "同意到 5 次（批准人 李明），又超出 2 次")

    def test_ends_by_itself(self):
        self.accepted(ends_on=TODAY - timedelta(days=1))
        self.assertIsNone(self.row().overrun)

    def test_does_not_hold_for_a_day_before_it_was_accepted(self):
        overrun = self.accepted()
        Overrun.objects.filter(pk=overrun.pk).update(entered_at=timezone.now() + timedelta(days=2))
        self.assertIsNone(self.row().overrun)

    def test_speaks_of_its_side_and_kind_alone(self):
        self.accepted(side=Side.RECEIVED)
        self.assertIsNone(self.row().overrun)


class PageTests(Overrunning):
    def test_accepting_is_confirmed_in_words(self):
        response = self.client.post(reverse("overrun_add"), self.filled(), follow=True)
        self.assertContains(response, "状态仍是超额，注明：已同意到 5 件，至12月31日（批准人 李明）")
        self.assertEqual(Overrun.objects.get().entered_by, self.supervisor)

    def test_what_is_accepted_lies_above_the_ceiling(self):
        self.assertContains(self.add(accepted_up_to=1), "限额已经是 1，同意的数要高于限额", status_code=422)

    def test_without_a_ceiling_there_is_nothing_to_accept(self):
        self.assertContains(self.add(kind=Kind.MEETING), "没有限额，不用同意超额", status_code=422)

    def test_ends_within_its_year_and_not_before_today(self):
        for day in (TODAY - timedelta(days=1), date(YEAR + 1, 1, 1)):
            self.assertContains(self.add(ends_on=day.isoformat()), "截止日期从今天起", status_code=422)

    def test_reason_and_approver_are_asked_for(self):
        self.assertContains(self.add(reason="", approved_by=""), "还有 2 处要改", status_code=422)

    def test_a_marked_reason_is_not_shown_again(self):
        response = self.add(reason="机密★一年")
        self.assertContains(response, "没有接收填写的内容", status_code=422)
        self.assertNotContains(response, "机密★一年", status_code=422)

    def test_can_be_ended_early_and_is_kept(self):
        overrun = self.accepted()
        self.client.post(reverse("overrun_end", args=[overrun.pk]))
        self.assertIsNone(self.row().overrun)
        self.assertContains(self.client.get(reverse("overruns")), "已到期")
        self.assertContains(self.client.get(reverse("overrun", args=[overrun.pk])), self.supervisor.username)

    def test_an_office_beyond_scope_is_not_found(self):
        self.assertContains(self.add(office=self.county.foreign_town.code), "没有找到", status_code=422)
