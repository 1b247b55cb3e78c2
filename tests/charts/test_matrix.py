from datetime import date

from django.test import SimpleTestCase

from tests.sentences.test_findings import row
from tracker.charts.evidence import evidence_of
from tracker.charts.matrix import cell
from tracker.periods import Span
from tracker.queries.completeness import Gap

SPAN = Span(date(2026, 1, 1), date(2026, 6, 30))


class CellTests(SimpleTestCase):
    def test_shows_both_counts_and_the_ceiling(self):
        shown = cell(row(11, 2874), SPAN)
        self.assertEqual((shown.css, shown.official, shown.ceiling, shown.full), ("over", "11", "10", "2,874"))

    def test_a_silent_office_shows_at_least_and_is_hatched(self):
        shown = cell(row(3, 9, silent=True), SPAN)
        self.assertEqual((shown.tint, shown.official, shown.full), ("c-unk", "≥3", "≥9"))

    def test_without_a_target_there_is_no_bar_and_no_tint(self):
        shown = cell(row(3, 9, ceiling=None, target=False), SPAN)
        self.assertEqual((shown.css, shown.tint, shown.ceiling, shown.bar), ("unk", "", "", None))

    def test_a_promise_that_cannot_be_computed_shows_a_question_mark(self):
        self.assertEqual(cell(row(3, 9, ceiling=None), SPAN).ceiling, "?")


class EvidenceTests(SimpleTestCase):
    def test_names_the_offices_behind_every_cannot_tell(self):
        rows = [row(1, 1, silent=True, name="云台乡"), row(1, 1, ceiling=None, name="上泉乡"), row(1, 1, name="新桥镇")]
        found = evidence_of(rows, SPAN)
        self.assertEqual(found.title, "3 格中 2 格不能判定")
        self.assertEqual([[place.name for place in gap.places] for gap in found.gaps], [["云台乡"], ["上泉乡"]])

    def test_leads_to_what_is_missing(self):
        (gap,) = evidence_of([row(1, 1, gap=Gap((202603,)))], SPAN).gaps
        self.assertEqual(gap.places[0].address, "/offices/QH-T1/2026/?as_of=2026-06-30#missing")

    def test_all_is_there(self):
        self.assertEqual(evidence_of([row(1, 1)], SPAN).title, "资料齐全")

    def test_no_target_is_not_a_missing_paper(self):
        self.assertEqual(evidence_of([row(1, 1, target=False)], SPAN).title, "没有设目标，不判定")
