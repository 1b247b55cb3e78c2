"""Every figure a monthly brief may name: its wording and what it is, by a key that outlives the edited text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from tracker.figures import count_text, day_text, hours_text, percent_text, rounded_percent, standing_word
from tracker.measures.reduction import change, share
from tracker.measures.standing import Standing
from tracker.models.baselines import Count
from tracker.models.kinds import Kind
from tracker.queries.briefs import BriefFigures
from tracker.queries.landings import Landed
from tracker.queries.standings import StandingRow
from tracker.sentences.forecasts import chance_text
from tracker.sentences.month_names import MONTHS

NAMED_ISSUERS = 3
COUNTS = (Count.OFFICIAL, Count.FULL)
_STANDINGS = {
    Standing.OVER: pgettext_lazy("in a sentence", "超额"),
    Standing.NEAR: pgettext_lazy("in a sentence", "临界"),
    Standing.WITHIN: pgettext_lazy("in a sentence", "达标"),
    Standing.UNKNOWN: pgettext_lazy("in a sentence", "不能判定"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """words: as the text says it. label: what it is, for a reader who sees it apart from its sentence."""

    words: str
    label: str


Named = Iterator[tuple[str, Figure]]


def named_figures(figures: BriefFigures) -> dict[str, Figure]:
    """By key, such as month.meeting.official or issuer.QH-B16.hours. What is not known has no key."""
    groups = (_of_month, _of_year, _of_promises, _of_offices, _of_issuers, _of_decisions, _of_evidence)
    return {key: figure for group in groups for key, figure in group(figures)}


def _of_month(figures: BriefFigures) -> Named:
    month = str(MONTHS[figures.month % 100 - 1])
    for kind in Kind.values:
        yield from _counts(f"month.{kind}", month, kind, figures.landed(kind), figures.before(kind))
    yield "month.hours", Figure(hours_text(figures.minutes), _("%(month)s人时") % {"month": month})


def _of_year(figures: BriefFigures) -> Named:
    for row in figures.year.cards:
        # A successor's change holds what it inherited: it is the row's own, and said as the card says it.
        yield from _counts(f"year.{row.kind}", _("累计"), row.kind, row.landed, None)
        for count, part in ((Count.OFFICIAL, row.official_change), (Count.FULL, row.full_change)):
            yield from _change(f"year.{row.kind}.{count}", _named(_("累计"), row.kind, count), part)
    minutes = figures.year.minutes
    official = sum(card.landed.official_minutes for card in figures.year.cards)
    yield "year.hours", Figure(hours_text(minutes), _("累计人时"))
    yield from _share("year.unseen", _("不在统计口径内的工时"), share(minutes - official, minutes))
    yield from _share("year.taken", _("占工作时间"), figures.year.capacity.area.share)


def _of_promises(figures: BriefFigures) -> Named:
    for row in (*figures.year.cards, *figures.year.full_cards):
        if row.count == Count.OFFICIAL or row.target is not None:
            yield from _promise(row, is_running=figures.span.last.month < 12)


def _promise(row: StandingRow, *, is_running: bool) -> Named:
    start = f"promise.{row.kind}.{row.count}"
    name = _named("", row.kind, row.count)
    yield f"{start}.standing", Figure(str(_STANDINGS[row.judgement.standing]), _("%(name)s状态") % {"name": name})
    numbers = {_("%(name)s限额") % {"name": name}: ("ceiling", row.ceiling)}
    if row.ceiling is not None:
        beyond = row.counted - row.ceiling
        side = ("past", beyond) if beyond > 0 else ("left", -beyond)
        numbers[(_("%(name)s已超") if beyond > 0 else _("%(name)s还可安排")) % {"name": name}] = side
    if row.forecast is not None and is_running:
        label = _("%(name)s年末预计") % {"name": name}
        numbers |= {label: ("median", row.forecast.median)}
        numbers |= {_("%(label)s下限") % {"label": label}: ("low", row.forecast.low)}
        numbers |= {_("%(label)s上限") % {"label": label}: ("high", row.forecast.high)}
        if row.forecast.breach is not None:
            chance = chance_text(row.forecast.breach)
            yield f"{start}.chance", Figure(chance, _("%(name)s越线可能") % {"name": name})
    if row.overrun is not None:
        numbers |= {_("%(name)s同意到") % {"name": name}: ("accepted", row.overrun.accepted_up_to)}
    for label, (key, number) in numbers.items():
        if number is not None:
            yield f"{start}.{key}", Figure(count_text(number), label)


def _of_offices(figures: BriefFigures) -> Named:
    offices = figures.year.offices
    yield "offices", Figure(count_text(len(offices)), _("所属单位"))
    rows = [row for office in offices for row in figures.year.matrix_row(office)]
    for kind in Kind.values:
        number = sum(row.kind == kind and row.judgement.standing is Standing.OVER for row in rows)
        yield f"offices.{kind}.over", Figure(count_text(number), _("%(kind)s超额的单位") % {"kind": Kind(kind).label})
    for standing in (Standing.NEAR, Standing.UNKNOWN):
        number = sum(row.judgement.standing is standing for row in rows)
        label = _("所属单位各类中%(standing)s的") % {"standing": standing_word(standing)}
        yield f"offices.{standing}", Figure(count_text(number), label)


def _of_issuers(figures: BriefFigures) -> Named:
    rows, whole = figures.year.issuers, sum(row.minutes for row in figures.year.issuers)
    yield "issuers", Figure(count_text(len(rows)), _("来文单位"))
    top = share(sum(row.minutes for row in rows[:NAMED_ISSUERS]), whole)
    yield from _share("issuers.top", _("占用工时较多单位的合计占比"), top)
    for row in rows:
        told = {"name": row.issuer.name}
        yield f"issuer.{row.issuer.code}.hours", Figure(hours_text(row.minutes), _("%(name)s人时") % told)
        yield from _share(f"issuer.{row.issuer.code}.share", _("%(name)s占比") % told, share(row.minutes, whole))


def _of_decisions(figures: BriefFigures) -> Named:
    waiting = figures.decisions
    numbers: Iterable[tuple[str, int, str]] = (
        ("findings", len(waiting.findings), _("未了结的疑似变相")),
        ("owed", len(waiting.owed), _("待报送的书面说明")),
        ("late", waiting.late, _("超期的书面说明")),
        ("waiting", len(waiting.waiting), _("待办理的书面说明")),
        ("over", len(waiting.over), _("超额而未经同意")),
    )
    for key, number, label in numbers:
        yield key, Figure(count_text(number), label)


def _of_evidence(figures: BriefFigures) -> Named:
    yield "lacking", Figure(count_text(len(figures.lacking)), _("资料不全的单位"))
    yield "day", Figure(day_text(figures.span.last), _("统计截止日期"))
    yield "due", Figure(day_text(figures.due_on), _("本月登记的期限"))
    if figures.year.rules:
        yield "rule", Figure(_("、").join(rule.name for rule in figures.year.rules), _("统计口径版本"))
    landed = [card.landed for card in figures.year.cards]
    whole = sum(each.full_minutes for each in landed)
    measured, estimated = sum(each.measured_minutes for each in landed), sum(each.estimated_minutes for each in landed)
    yield from _share("measured", _("实测的工时"), share(measured, whole))
    yield from _share("estimated", _("估算的工时"), share(estimated, whole))
    yield from _share("standard", _("按标准的工时"), share(whole - measured - estimated, whole))


def _counts(start: str, when: str, kind: str, landed: Landed, before: Landed | None) -> Named:
    numbers = ((Count.OFFICIAL, landed.official), (Count.FULL, landed.full))
    for count, number in numbers:
        yield f"{start}.{count}", Figure(count_text(number), _named(when, kind, count))
    if before is not None:
        for (count, number), then in zip(numbers, (before.official, before.full), strict=True):
            yield from _change(f"{start}.{count}", _named(when, kind, count), change(then, number))


def _change(start: str, name: str, part: Decimal | None) -> Named:
    """下降 12.3%, 上升 3.4% or 持平; nothing where there is nothing to compare with."""
    if part is None:
        return
    told = {"percent": percent_text(abs(part))}
    words = _("下降 %(percent)s") % told if part < 0 else _("上升 %(percent)s") % told
    is_even = not rounded_percent(part)
    yield f"{start}.change", Figure(_("持平") if is_even else words, _("%(name)s变化") % {"name": name})


def _share(key: str, label: str, part: Decimal | None) -> Named:
    if part is not None:
        yield key, Figure(percent_text(part), label)


def _named(when: str, kind: str, count: str) -> str:
    """10月会议（统计口径）; without a time: 会议（统计口径）."""
    told = {"when": when, "kind": Kind(kind).label, "count": Count(count).label}
    return (_("%(when)s%(kind)s（%(count)s）") if when else _("%(kind)s（%(count)s）")) % told
