"""What an office's own template may ask for, by name: the figures of the pages and of our own workbook."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.models.kinds import Kind
from tracker.queries.issuers import IssuerRow
from tracker.queries.months import MonthRow
from tracker.queries.overview import Overview
from tracker.queries.standings import StandingRow
from tracker.sentences.month_names import MONTHS
from tracker.sentences.words import period_words
from tracker.workbooks import cells
from tracker.workbooks.counting_rules import rules_words
from tracker.workbooks.words import Edition

Filled = str | int | float | Decimal | None  # None: nothing can be said; the cell says —
OFFICIAL, FULL = "统计口径", "全口径"
KIND_NAMES = {Kind.MEETING: "会议", Kind.DOCUMENT: "发文", Kind.INSPECTION: "督检考"}


@dataclass(frozen=True, slots=True)
class Source:
    """What the figures are taken from."""

    overview: Overview
    edition: Edition


@dataclass(frozen=True, slots=True)
class Figure:
    """name: as it stands between braces, or as the name of a range. is_list: one value a row, downwards."""

    name: str
    meaning: str | Promise
    of: Callable[[Source], Any]
    is_list: bool = False

    @property
    def is_share(self) -> bool:
        return self.name.endswith(("同比", "限额使用"))

    def values(self, source: Source) -> list[Filled]:
        """One value, or one for each row of a list."""
        return list(self.of(source)) if self.is_list else [self.of(source)]


@cache
def figures() -> dict[str, Figure]:
    """By name. The names are part of other people's files: they are never changed, only added to."""
    return {figure.name: figure for figure in (*_facts(), *_of_kinds(), *_of_offices(), *_of_months(), *_of_issuers())}


def _facts() -> Iterator[Figure]:
    yield Figure("单位", _("统计范围的名称"), lambda source: source.overview.area.name)
    yield Figure("年份", _("年份"), lambda source: source.overview.year)
    yield Figure("时段", _("从年初到截至日"), lambda source: period_words(source.overview.span))
    yield Figure("截至日期", _("最后一天"), lambda source: date_format(source.overview.span.last, "DATE_FORMAT"))
    yield Figure("口径", _("依据的统计口径"), lambda source: rules_words(source.overview))
    yield Figure("口径名称", _("统计口径的名称"), _rule_names)
    yield Figure("导出编号", _("导出登记的编号，凭它核对"), lambda source: source.edition.number)
    yield Figure("制表人", _("谁导出的"), lambda source: source.edition.made_by)
    yield Figure("人时", _("占用工时，三类合计"), lambda source: _hours(source.overview.minutes))


def _rule_names(source: Source) -> Filled:
    return gettext("、").join(rule.name for rule in source.overview.rules) or None


def _of_kinds() -> Iterator[Figure]:
    for kind, name in KIND_NAMES.items():
        for count in (OFFICIAL, FULL):
            for field, meaning, of in _STANDING:
                yield Figure(f"{name}.{count}.{field}", meaning, _card(kind, count, of))


def _of_offices() -> Iterator[Figure]:
    yield Figure(
        "单位.名称", _("下属接收单位，按行政区划顺序，一行一个"), _offices(lambda _s, office: office.name), True
    )
    yield Figure(
        "单位.人时", _("各单位占用工时"), _offices(lambda s, office: _hours(s.overview.minutes_of(office))), True
    )
    for kind, name in KIND_NAMES.items():
        for field, meaning, of in _OFFICE:
            yield Figure(f"单位.{name}.{field}", meaning, _offices(_cell(kind, of)), True)


def _of_months() -> Iterator[Figure]:
    yield Figure("月份.名称", _("1月到12月"), lambda _source: [str(month) for month in MONTHS], True)
    for kind, name in KIND_NAMES.items():
        yield Figure(f"月份.{name}.{OFFICIAL}", _("各月的数；没有到的月份为空"), _months(kind, True, False), True)
        yield Figure(f"月份.{name}.{FULL}", _("各月的数；没有到的月份为空"), _months(kind, False, False), True)
        yield Figure(f"月份.{name}.基期{OFFICIAL}", _("基期各月的数"), _months(kind, True, True), True)


def _of_issuers() -> Iterator[Figure]:
    yield Figure("来文单位.名称", _("按占用工时从多到少，一行一个"), _issuers(lambda row: row.issuer.name), True)
    yield Figure("来文单位.人时", _("占用工时"), _issuers(lambda row: _hours(row.minutes)), True)
    for kind, name in KIND_NAMES.items():
        yield Figure(f"来文单位.{name}", _("全口径的数"), _issuers(_full_of(kind)), True)


OfRow = Callable[[StandingRow, bool], Filled]
_STANDING: Sequence[tuple[str, str | Promise, OfRow]] = (
    ("本年累计", _("年初到截至日的数"), lambda row, official: row.landed.official if official else row.landed.full),
    ("基期同期", _("基期到同一天的数"), lambda row, official: _before(row, official)),
    ("同比", _("比基期同期增减，单元格请设为百分比"), lambda row, official: _change(row, official)),
    ("人时", _("占用工时"), lambda row, official: _hours(_minutes(row, official))),
    ("全年限额", _("目标允许的数；没有目标为 —"), lambda row, _official: row.ceiling),
    ("限额使用", _("已用限额的比例，单元格请设为百分比"), lambda row, _official: row.used),
    ("还可安排", _("离限额还有几件"), lambda row, _official: row.remaining),
    ("年末预计", _("年末的中间值"), lambda row, _official: row.forecast.median if row.forecast else None),
    ("年末预计下端", _("80% 区间的下端"), lambda row, _official: row.forecast.low if row.forecast else None),
    ("年末预计上端", _("80% 区间的上端"), lambda row, _official: row.forecast.high if row.forecast else None),
    ("状态", _("▲ 超额、● 临界、✓ 达标或 ? 不能判定"), lambda row, _official: cells.standing_text(row.judgement)),
)
_OFFICE: Sequence[tuple[str, str | Promise, Callable[[StandingRow], Filled]]] = (
    (OFFICIAL, _("各单位年初到截至日的数"), lambda row: row.landed.official),
    (FULL, _("各单位年初到截至日的数"), lambda row: row.landed.full),
    ("全年限额", _("各单位的限额；没有目标为 —"), lambda row: row.ceiling),
    ("状态", _("各单位的状态"), lambda row: cells.standing_text(row.judgement)),
)


def _card(kind: str, count: str, of: Callable[[StandingRow, bool], Filled]) -> Callable[[Source], Filled]:
    def value(source: Source) -> Filled:
        rows = source.overview.cards if count == OFFICIAL else source.overview.full_cards
        return of(next(row for row in rows if row.kind == kind), count == OFFICIAL)

    return value


def _cell(kind: str, of: Callable[[StandingRow], Filled]) -> Callable[[Source, Any], Filled]:
    return lambda source, office: of(source.overview.matrix[office.pk, kind])


def _offices(of: Callable[[Source, Any], Filled]) -> Callable[[Source], list[Filled]]:
    return lambda source: [of(source, office) for office in source.overview.offices]


def _issuers(of: Callable[[IssuerRow], Filled]) -> Callable[[Source], list[Filled]]:
    return lambda source: [of(row) for row in source.overview.issuers]


def _full_of(kind: str) -> Callable[[IssuerRow], Filled]:
    return lambda row: row.of(kind).full


def _months(kind: str, official: bool, before: bool) -> Callable[[Source], list[Filled]]:
    return lambda source: [_month(row, official, before) for row in source.overview.months[kind].rows]


def _month(row: MonthRow, official: bool, before: bool) -> Filled:
    """ "" for a month that has not begun: a chart then leaves a gap, where — would be drawn as nought."""
    landed = row.before if before else row.landed
    if landed is None:
        return ""
    return landed.official if official else landed.full


def _before(row: StandingRow, official: bool) -> int | None:
    if row.before is None:
        return None
    return row.before.official if official else row.before.full


def _change(row: StandingRow, official: bool) -> Filled:
    return cells.change(row.official_change if official else row.full_change).value if row.before else None  # type: ignore[return-value]


def _minutes(row: StandingRow, official: bool) -> int:
    return row.landed.official_minutes if official else row.landed.full_minutes


def _hours(minutes: int) -> Filled:
    return cells.hours(minutes).value  # type: ignore[return-value]
