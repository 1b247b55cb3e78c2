"""A green light needs evidence: whatever is missing, nothing is green. Every row is a real one, asked like a page."""

from datetime import date, timedelta
from decimal import Decimal

from django.contrib.auth.models import User
from django.test import TestCase
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisTestCase

from tests.county import County, log, tell_the_rest
from tracker.actions.items import withdraw_item
from tracker.imports.uploads.uploads import receive
from tracker.measures.standing import Reason, Standing
from tracker.models.baselines import Baseline, Side
from tracker.models.findings import Finding
from tracker.models.kinds import Kind
from tracker.models.nil_reports import NilReport
from tracker.models.norms import Norm
from tracker.models.targets import Target
from tracker.periods import Span, month_span
from tracker.queries.standings import standings

AS_OF = date(2026, 5, 20)  # January to April are due
DUE = (202601, 202602, 202603, 202604)
CUT = {"type": Target.Type.BELOW_BASELINE, "share": Decimal("0.1"), "base_year": 2025}
FIXED = {"type": Target.Type.FIXED, "number": 50}


class OneThingMissingTests(TestCase):
    """Everything is there and the light is green; then one thing is taken away at a time."""

    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.town = cls.county.town
        tell_the_rest(cls.town)
        Target.objects.create(office=cls.town, kind=Kind.MEETING, year=2026, **CUT)
        Baseline.objects.create(office=cls.town, kind=Kind.MEETING, year=2025, number=40, evidence="登记簿")
        log(Kind.MEETING, cls.county.bureau, date(2026, 4, 20), [cls.town])

    def row(self, office=None, as_of=AS_OF):
        office = office or self.town
        return standings([office], as_of.year, as_of)[office.pk, Kind.MEETING]

    def reason(self):
        judgement = self.row().judgement
        self.assertEqual(judgement.standing, Standing.UNKNOWN)
        return judgement.reason

    def test_with_everything_there_it_is_green(self):
        self.assertEqual(self.row().judgement.standing, Standing.WITHIN)

    def test_no_target(self):
        Target.objects.all().delete()
        self.assertEqual(self.reason(), Reason.NO_TARGET)

    def test_no_baseline(self):
        Baseline.objects.all().delete()
        self.assertEqual(self.reason(), Reason.NO_BASELINE)

    def test_any_month_that_is_due(self):
        for month in DUE[:-1]:
            with self.subTest(month=month):
                gone = NilReport.objects.get(office=self.town, month=month, kind=Kind.MEETING)
                gone.delete()
                self.assertEqual(self.reason(), Reason.INCOMPLETE)
                gone.save(force_insert=True)

    def test_the_last_days_while_no_month_is_due(self):
        Norm.objects.filter(code=Norm.Code.COMPLETE_DAYS).update(value=365)
        self.assertEqual(self.row(as_of=date(2026, 6, 3)).judgement.standing, Standing.WITHIN)
        NilReport.objects.filter(month__gte=202605).delete()
        late = self.row(as_of=date(2026, 6, 30))
        self.assertEqual((late.judgement.standing, late.judgement.reason), (Standing.UNKNOWN, Reason.SILENT))

    def test_a_finding_in_every_state_that_is_not_settled(self):
        finding = Finding(office=self.town, side=Side.RECEIVED, kind=Kind.MEETING, year=2026, facts="疑似套开拆分")
        finding.decision_reason = "经查"
        for status in Finding.Status:
            with self.subTest(status=status):
                finding.status = status
                finding.save()
                settled = status in (Finding.Status.DISMISSED, Finding.Status.CLOSED)
                self.assertEqual(self.row().judgement.standing == Standing.WITHIN, settled)

    def test_a_finding_at_a_village_keeps_its_town_from_green(self):
        Finding.objects.create(
            office=self.county.village, side=Side.RECEIVED, kind=Kind.MEETING, year=2026, facts="疑似"
        )
        self.assertEqual(self.reason(), Reason.SUSPECTED)

    def test_a_finding_of_another_kind_year_side_or_place_changes_nothing(self):
        about = {"office": self.town, "side": Side.RECEIVED, "kind": Kind.MEETING, "year": 2026}
        for other in ({"office": self.county.other_town}, {"side": Side.SENT}, {"kind": Kind.DOCUMENT}, {"year": 2025}):
            Finding.objects.create(facts="疑似", **about | other)
        self.assertEqual(self.row().judgement.standing, Standing.WITHIN)

    def test_a_file_that_was_read_and_not_stored_tells_of_no_month(self):
        NilReport.objects.filter(month=202603).delete()
        ledger = "会议日期,组织单位,会议名称\n2026-03-05,县应急管理局,防汛会议\n"
        receive("台账.csv", ledger.encode(), self.town, User.objects.create_user("draft"))
        self.assertEqual(self.reason(), Reason.INCOMPLETE)

    def test_a_withdrawn_record_tells_of_no_month(self):
        NilReport.objects.filter(month=202603).delete()
        item = log(Kind.MEETING, self.county.bureau, date(2026, 3, 5), [self.town])
        self.assertEqual(self.row().judgement.standing, Standing.WITHIN)
        withdraw_item(item, "重复", by=None)
        self.assertEqual(self.reason(), Reason.INCOMPLETE)

    def test_a_county_is_green_only_when_every_town_is_complete(self):
        Target.objects.create(office=self.county.county, kind=Kind.MEETING, year=2026, **FIXED)
        self.assertEqual(self.row(self.county.county).judgement.reason, Reason.INCOMPLETE)
        tell_the_rest(self.county.other_town)
        self.assertEqual(self.row(self.county.county).judgement.standing, Standing.WITHIN)


@st.composite
def situations(draw):
    """What is known of a town's meetings up to some day of the year, and what is doubted."""
    months = st.sets(st.integers(1, 7))
    return {
        "target": draw(st.sampled_from((None, FIXED, CUT))),
        "baseline": draw(st.booleans()),
        "recorded": draw(months),
        "nil": {kind: draw(months) for kind in Kind},
        "findings": draw(
            st.sets(
                st.tuples(st.sampled_from(Side), st.sampled_from(Kind), st.sampled_from(Finding.Status)), max_size=2
            )
        ),  # fmt: skip
        "as_of": date(2026, 1, 10) + timedelta(days=draw(st.integers(0, 220))),
    }


class AnyCombinationTests(HypothesisTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.town = cls.county.town

    @settings(max_examples=80, deadline=None)
    @given(situations())
    def test_no_combination_of_missing_data_is_green(self, known):
        self.store(known)
        row = standings([self.town], 2026, known["as_of"])[self.town.pk, Kind.MEETING]
        if row.judgement.standing is Standing.WITHIN:
            self.assertEqual(missing(known), [])

    @settings(max_examples=15, deadline=None)
    @given(situations())
    def test_and_with_everything_there_it_is(self, known):
        whole = {"target": FIXED, "findings": set(), "nil": {kind: set(range(1, 9)) for kind in Kind}}
        known["as_of"] = max(known["as_of"], date(2026, 2, 1))
        self.store(known | whole)
        row = standings([self.town], 2026, known["as_of"])[self.town.pk, Kind.MEETING]
        self.assertEqual((missing(known | whole), row.judgement.standing), ([], Standing.WITHIN))

    def store(self, known):
        if known["target"]:
            Target.objects.create(office=self.town, kind=Kind.MEETING, year=2026, **known["target"])
        if known["baseline"]:
            Baseline.objects.create(office=self.town, kind=Kind.MEETING, year=2025, number=90, evidence="登记簿")
        for month in known["recorded"]:
            log(Kind.MEETING, self.county.bureau, date(2026, month, 4), [self.town])
        for kind, months in known["nil"].items():
            for month in months:
                NilReport.objects.create(office=self.town, kind=kind, month=202600 + month)
        for side, kind, status in known["findings"]:
            Finding.objects.create(
                office=self.town, side=side, kind=kind, year=2026, facts="疑似", status=status, decision_reason="经查"
            )


def missing(known):
    """What a person would miss, counted without the ledger's own queries."""
    as_of = known["as_of"]
    told = known["recorded"] | known["nil"][Kind.MEETING]
    due = [month for month in range(1, 13) if month_span(202600 + month).last + timedelta(days=10) <= as_of]
    recent = Span(as_of - timedelta(days=44), as_of)
    heard = [
        month for month in range(1, 13) if recent.first <= month_span(202600 + month).last <= as_of and month in told
    ]
    landed = [month for month in known["recorded"] if recent.first <= date(2026, month, 4) <= as_of]
    wanting = {
        "target": known["target"] is None,
        "baseline": known["target"] == CUT and not known["baseline"],
        "months": any(month not in told for month in due),
        "silence": not heard and not landed,
        "findings": any(
            (side, kind) == (Side.RECEIVED, Kind.MEETING) and status in Finding.UNSETTLED
            for side, kind, status in known["findings"]
        ),
    }
    return [name for name, is_missing in wanting.items() if is_missing]
