from datetime import date
from decimal import Decimal

from django.test import SimpleTestCase

from tracker.measures.standing import Doubts, judge
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.models.targets import Target
from tracker.periods import Span
from tracker.queries.baselines import BaselineYear
from tracker.queries.completeness import Gap
from tracker.queries.landings import Landed
from tracker.queries.months import MonthRow, YearOfMonths
from tracker.queries.standings import StandingRow
from tracker.sentences import findings


def row(
    official,
    full,
    before=None,
    ceiling=10,
    season="0.5",
    target=True,
    silent=False,
    kind=Kind.MEETING,
    name="镇",
    gap=None,
    suspected=(),
):
    season = None if season is None else Decimal(season)
    gap = Gap(silent=True) if silent else gap
    doubts = Doubts(bool(gap and gap.months), bool(gap and gap.silent), bool(suspected))
    ledger = None if before is None else Landed(kind, *before, *before, 60, 600)
    return StandingRow(
        office=Office(pk=hash(name), name=name, code="QH-T1"),
        kind=kind,
        landed=Landed(kind, official, full, official, full, 120, 480),
        baseline=None if before is None else BaselineYear(2025, None, season, ledger, ""),
        target=Target(kind=kind, year=2026, type=Target.Type.FIXED, number=ceiling) if target else None,
        ceiling=ceiling,
        season=season,
        judgement=judge(official, ceiling, season, Decimal("0.1"), has_target=target, doubts=doubts),
        gap=gap,
        findings=suspected,
    )


def months(*counts, before=None):
    rows = [
        MonthRow(202600 + month, Landed(Kind.MEETING, count, count), before and Landed(Kind.MEETING, 0, before))
        for month, count in enumerate(counts, start=1)
    ]
    return YearOfMonths(Kind.MEETING, 2026, 2025, rows)


class VerdictTests(SimpleTestCase):
    def test_names_every_kind_with_its_standing(self):
        rows = [row(11, 20), row(6, 9, kind=Kind.DOCUMENT), row(1, 2, ceiling=None, kind=Kind.INSPECTION)]
        self.assertEqual(findings.standing_sentence(rows), "会议已超额，发文临界，督检考不能判定。")

    def test_points_at_the_count_that_fell_on_paper_only(self):
        rows = [row(7, 97, before=(10, 100)), row(9, 90, before=(10, 100), kind=Kind.DOCUMENT)]
        self.assertEqual(findings.gap_sentence(rows), "统计口径下会议减少 30.0%，全口径只减 3.0%。")

    def test_says_when_the_full_count_grew_meanwhile(self):
        self.assertEqual(
            findings.gap_sentence([row(7, 110, before=(10, 100))]), "统计口径下会议减少 30.0%，全口径反增 10.0%。"
        )

    def test_is_silent_where_both_counts_agree_or_nothing_is_known(self):
        self.assertEqual(findings.gap_sentence([row(7, 70, before=(10, 100)), row(7, 70)]), "")

    def test_tells_what_the_official_count_does_not_see(self):
        self.assertEqual(findings.hours_sentence([row(1, 2)]), "共占用 8 人时，其中 75.0% 不在统计口径内。")

    def test_an_empty_span_is_not_called_zero(self):
        span = Span(date(2026, 1, 1), date(2026, 3, 5))
        self.assertIn("没有登记任何事项", findings.nothing_sentence(span))


class PathFindingTests(SimpleTestCase):
    def test_over_names_the_month_and_how_many(self):
        self.assertEqual(findings.path_finding(row(12, 12), months(6, 5, 1)), "2月越过全年限额，已超 2 次")

    def test_near_says_how_far_ahead_of_the_season(self):
        self.assertEqual(findings.path_finding(row(8, 8), months(8)), "离限额还有 2 次，比序时进度多 3 次")

    def test_a_ceiling_that_is_used_up_is_said_so(self):
        self.assertEqual(findings.path_finding(row(10, 10), months(10)), "全年限额 10 次已用满")

    def test_within(self):
        self.assertEqual(findings.path_finding(row(5, 5), months(5)), "离限额还有 5 次，不快于序时进度")

    def test_a_silent_office_has_at_least_so_many(self):
        self.assertEqual(findings.path_finding(row(5, 5, silent=True), months(5)), "近期没有登记，已知至少 5 次")

    def test_without_a_target_it_compares_with_the_base_year(self):
        told = {more: findings.path_finding(row(more, more, (5, 5), target=False), months(more)) for more in (7, 4, 5)}
        self.assertEqual(told[7], "没有设目标；比2025年同期多 2 次")
        self.assertEqual(told[4], "没有设目标；比2025年同期少 1 次")
        self.assertEqual(told[5], "没有设目标；与2025年同期持平")


class MatrixFindingTests(SimpleTestCase):
    def test_speaks_of_the_kind_in_most_trouble(self):
        rows = [row(11, 11), row(8, 8), row(1, 1, ceiling=None), row(1, 1, kind=Kind.DOCUMENT)]
        self.assertEqual(findings.matrix_finding(rows), "会议有 1 个单位超额、1 个临界，1 个不能判定")

    def test_never_counts_zero_offices_in_trouble(self):
        self.assertEqual(findings.matrix_finding([row(8, 8), row(1, 1)]), "会议没有单位超额，1 个临界")

    def test_all_within(self):
        self.assertEqual(findings.matrix_finding([row(1, 1), row(2, 2)]), "各单位三类都达标")

    def test_a_gap_in_the_evidence_is_not_called_within(self):
        self.assertEqual(
            findings.matrix_finding([row(1, 1), row(1, 1, silent=True)]), "没有单位超额或临界，1 格不能判定"
        )

    def test_without_targets_it_lists_and_does_not_judge(self):
        self.assertEqual(findings.matrix_finding([row(1, 1, target=False)]), "各单位没有设目标，只列收到的数量")


class MonthsFindingTests(SimpleTestCase):
    def test_counts_finished_months_only(self):
        span = Span(date(2026, 1, 1), date(2026, 3, 10))
        told = findings.months_finding({Kind.MEETING: months(5, 2, 9, before=3)}, span)
        self.assertEqual(told, "已过的 2 个整月里，全口径高于基期同月的：会议 1 个月")


class ChangeTests(SimpleTestCase):
    def test_says_what_is_missing_instead_of_a_dash(self):
        self.assertEqual([findings.change_text(None, 3), findings.change_text(0, 3)], ["缺底数", "基期为 0"])
        self.assertEqual(findings.change_text(4, 3), "−25.0%")

    def test_growth_from_nothing_or_beyond_reason_is_in_words(self):
        self.assertEqual(
            [findings.growth_text(0, 5), findings.growth_text(1, 500), findings.growth_text(0, 0)],
            ["新增", "超过 10 倍", "—"],
        )

    def test_a_quota_without_a_baseline_says_so(self):
        self.assertEqual(findings.quota_finding(row(3, 9, ceiling=None)), "缺基期底数，算不出限额；本年已发 3 次")
