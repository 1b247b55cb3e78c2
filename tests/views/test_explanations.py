"""The written explanation: it opens by itself, is written with the facts beside it, and decided by somebody else."""

from datetime import date, datetime, time, timedelta

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from tests.county import County, log, make_user
from tests.views.figures import midsummer
from tracker.actions.items import withdraw_item
from tracker.models.baselines import Baseline, Side
from tracker.models.emergencies import Emergency
from tracker.models.explanations import Explanation
from tracker.models.kinds import Kind
from tracker.models.norms import Norm
from tracker.models.posts import Post
from tracker.queries.explanations import State, explanation_row, owed_by

TODAY = date(2026, 7, 1)
YEAR = TODAY.year
FIRST = date(YEAR, 1, 1)
TEXT = "今年防汛形势紧，比上年多发 1 件；下半年两件合并为一件。"


@midsummer
class Explained(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.issuer = make_user(Post.Role.ISSUER, cls.county.bureau)
        cls.supervisor = make_user(Post.Role.SUPERVISOR, cls.county.county)
        cls.send(date(YEAR - 1, 3, 1))
        cls.send(date(YEAR - 1, 6, 1))

    @classmethod
    def send(cls, day, **fields):
        return log(Kind.DOCUMENT, cls.county.bureau, day, cls.county.towns, **fields)

    def row(self):
        return explanation_row(self.county.bureau, Kind.DOCUMENT, YEAR, TODAY)

    def passed(self):
        """One more than last year's two; the third is the day of passing."""
        for day in (FIRST, FIRST, TODAY):
            self.send(day)

    def log_in(self, user):
        self.client.force_login(user, "django.contrib.auth.backends.ModelBackend")

    @property
    def address(self):
        return reverse("explanation", args=[self.county.bureau.code, Kind.DOCUMENT, YEAR])

    def submit(self, text=TEXT):
        self.log_in(self.issuer)
        return self.client.post(self.address, {"text": text})

    def decide(self, name, **typed):
        self.log_in(self.supervisor)
        return self.client.post(reverse(name, args=[Explanation.objects.get().pk]), typed)


class OpeningTests(Explained):
    def test_opens_with_the_item_that_passes_last_years_count(self):
        self.send(FIRST)
        self.send(FIRST)
        self.assertEqual(self.row().state, State.NOT_NEEDED)
        self.send(FIRST)
        self.assertEqual(self.row().state, State.DUE)
        self.assertEqual([row.kind for row in owed_by(self.county.bureau, YEAR, TODAY)], [Kind.DOCUMENT])

    def test_is_due_so_many_days_after_the_day_of_passing(self):
        self.passed()
        days = Norm.objects.on(TODAY)[Norm.Code.EXPLANATION_DAYS]
        self.assertEqual((self.row().passed_on, self.row().due_on), (TODAY, TODAY + timedelta(days=days)))

    def test_closes_again_when_the_count_falls_back(self):
        self.passed()
        self.assertTrue(self.row().is_owed)
        withdraw_item(self.county.bureau.sent_items.latest("pk"), "重复", by=None)
        self.assertFalse(self.row().is_owed)

    def test_what_does_not_count_officially_does_not_open_it(self):
        for _number in range(4):
            self.send(FIRST, document_format="memo", document_number="")
        self.assertFalse(self.row().is_owed)

    def test_emergency_items_outside_the_quota_do_not_open_it(self):
        Emergency.objects.create(area=self.county.county, name="防汛", reason="洪水", first=FIRST, last=TODAY)
        for _number in range(4):
            self.send(FIRST, emergency=True)
        self.assertFalse(self.row().is_owed)

    def test_a_typed_baseline_stands_above_the_ledger(self):
        told = {"side": Side.SENT, "kind": Kind.DOCUMENT, "year": YEAR - 1, "number": 9, "evidence": "登记簿"}
        Baseline.objects.create(office=self.county.bureau, **told)
        self.passed()
        self.assertFalse(self.row().is_owed)

    def test_without_last_years_figures_nothing_is_owed(self):
        log(Kind.MEETING, self.county.bureau, FIRST, self.county.towns)
        self.assertEqual(explanation_row(self.county.bureau, Kind.MEETING, YEAR, TODAY).state, State.NOT_NEEDED)


class WritingTests(Explained):
    def setUp(self):
        self.passed()

    def test_the_page_shows_the_facts_and_the_form(self):
        self.log_in(self.issuer)
        page = self.client.get(self.address)
        self.assertContains(page, f"{YEAR}年发文 3 件（统计口径）")
        self.assertContains(page, "报送说明</button>")

    def test_is_shown_on_the_issuers_own_page(self):
        self.log_in(self.issuer)
        page = self.client.get(reverse("issuer", args=[self.county.bureau.code, YEAR]))
        self.assertContains(page, self.address)

    def test_freezes_the_facts(self):
        self.submit()
        self.send(TODAY)
        found = Explanation.objects.get()
        self.assertEqual((found.counted, found.last_year, found.passed_on), (3, 2, TODAY))
        self.assertEqual(len(found.main_items), 3)

    def test_once_handed_in_nothing_is_owed(self):
        self.submit()
        self.assertEqual(owed_by(self.county.bureau, YEAR, TODAY), [])

    def test_an_empty_text_is_refused_at_the_field(self):
        self.assertContains(self.submit(""), "请写明为什么超过上年", status_code=422)

    def test_a_marked_text_is_refused_and_not_shown_again(self):
        response = self.submit("机密★一年，防汛物资的说明")
        self.assertContains(response, "内容没有保存", status_code=422)
        self.assertNotContains(response, "防汛物资", status_code=422)
        self.assertFalse(Explanation.objects.exists())

    def test_nothing_is_handed_in_where_nothing_is_owed(self):
        self.log_in(self.issuer)
        self.client.post(reverse("explanation", args=[self.county.bureau.code, Kind.MEETING, YEAR]), {"text": TEXT})
        self.assertFalse(Explanation.objects.exists())


class DecidingTests(Explained):
    def setUp(self):
        self.passed()
        self.submit()

    def test_the_supervisor_accepts(self):
        self.decide("explanation_accept")
        self.assertEqual(self.row().state, State.ACCEPTED)

    def test_returned_with_a_reason_it_is_due_again(self):
        self.decide("explanation_return", reason="没有写怎么压减")
        self.assertTrue(self.row().is_owed)
        self.assertEqual(self.row().state, State.RETURNED)
        self.log_in(self.issuer)
        self.assertContains(self.client.get(self.address), "没有写怎么压减")

    def test_returned_early_in_the_morning_it_is_due_counted_from_that_day(self):
        self.decide("explanation_return", reason="没有写怎么压减")
        early = timezone.make_aware(datetime.combine(TODAY, time(1)))
        Explanation.objects.update(decided_at=early)
        self.assertEqual((self.row().due_on - TODAY).days, Norm.objects.on(TODAY)[Norm.Code.EXPLANATION_DAYS])

    def test_returning_takes_a_reason(self):
        self.assertContains(self.decide("explanation_return"), "请写明理由", status_code=422)
        self.assertEqual(self.row().state, State.SUBMITTED)

    def test_handed_in_again_it_waits_again_and_its_story_is_kept(self):
        self.decide("explanation_return", reason="没有写怎么压减")
        self.submit(TEXT + "10月起停发简报。")
        self.assertEqual(self.row().state, State.SUBMITTED)
        self.assertEqual(Explanation.history.count(), 3)

    def test_nobody_decides_on_their_own(self):
        Explanation.objects.update(submitted_by=self.supervisor)
        self.decide("explanation_accept")
        self.assertEqual(self.row().state, State.SUBMITTED)

    def test_the_list_tells_how_many_wait(self):
        self.log_in(self.supervisor)
        page = self.client.get(reverse("explanations"))
        self.assertContains(page, "0 项待说明，1 项待办理，0 项已采纳。")

    def test_a_neighbour_sees_nothing_of_it(self):
        self.log_in(make_user(Post.Role.SUPERVISOR, self.county.neighbour))
        self.assertNotContains(self.client.get(reverse("explanations")), self.county.bureau.name)
        self.assertEqual(self.client.get(self.address).status_code, 404)
