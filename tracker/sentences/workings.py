"""Formulas with the numbers put in: 415 = ⌊593 × (1 − 30%)⌋. Figures are written as on the pages that show them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tracker.figures import NOTHING, count_text, hours_text, percent_text, reason_text, standing_symbol, standing_word
from tracker.measures.reduction import reduction, share
from tracker.models.baselines import Count
from tracker.models.targets import Target
from tracker.queries.baselines import number_of
from tracker.queries.definitions import Figures
from tracker.queries.landings import Landed
from tracker.queries.standings import StandingRow
from tracker.sentences.findings import change_text
from tracker.sentences.forecasts import chance_text, interval_text
from tracker.sentences.standings import why
from tracker.sentences.targets import meaning_of
from tracker.sentences.words import percent_words


@dataclass(frozen=True, slots=True)
class Working:
    """value: the figure as pages write it. expression: what gives it, in numbers; "" where there is none to put in.

    note: why it cannot be told, or what the expression leaves out; "" where nothing is to be said.
    is_arithmetic: whether the expression, worked out, is the value; else it is a chain of conditions.
    """

    value: str
    expression: str = ""
    note: str = ""
    is_arithmetic: bool = True

    @property
    def equation(self) -> str:
        """415 = ⌊593 × (1 − 30%)⌋; the value alone where nothing can be put in."""
        return f"{self.value} = {self.expression}" if self.expression and self.is_arithmetic else self.value


Worker = Callable[[Figures], Working]


def landed(figures: Figures) -> Working:
    """The count asked for, of this kind; what was taken over from merged offices stands beside it on the card."""
    row = figures.row
    own = number_of(row.landed, row.count)
    if row.inherited is None:
        return Working(count_text(own))
    told = {"inherited": count_text(number_of(row.inherited, row.count)), "whole": count_text(row.counted)}
    return Working(count_text(own), note=_("另含并入单位的 %(inherited)s，和限额比的是 %(whole)s") % told)


def hours(figures: Figures) -> Working:
    """Of one kind, in the count asked for: minutes measured, estimated and by the norm, of the full count."""
    cell = figures.row.landed
    if figures.row.count == Count.OFFICIAL:
        return Working(hours_text(cell.official_minutes), f"{count_text(cell.official_minutes)} ÷ 60")
    return Working(hours_text(cell.full_minutes), _sum_of_minutes(_by_source(cell)))


def all_hours(figures: Figures) -> Working:
    return Working(hours_text(figures.minutes), _sum_of_minutes(row.landed.full_minutes for row in figures.rows))


def kind_share(figures: Figures) -> Working:
    """This kind's part of all hours."""
    return _share_of(figures.row.landed.full_minutes, figures.minutes)


def uncounted_share(figures: Figures) -> Working:
    """Hours that the official count does not see."""
    return _share_of(figures.minutes - figures.official_minutes, figures.minutes)


def change(figures: Figures) -> Working:
    before, now = _compared(figures.row)
    text = change_text(before, now)
    if not before:
        return Working(text)
    return Working(text, f"({count_text(now)} − {count_text(before)}) ÷ {count_text(before)}")


def cut(figures: Figures) -> Working:
    """The reduction rate: the change with its sign turned."""
    before, now = _compared(figures.row)
    rate = None if before is None else reduction(before, now)
    if not before or rate is None:
        return Working(NOTHING, note=change_text(before, now))
    return Working(percent_text(rate), f"({count_text(before)} − {count_text(now)}) ÷ {count_text(before)}")


def hours_change(figures: Figures) -> Working:
    """Of all kinds, as the card of hours compares them: only where all have the same base year in the ledger."""
    befores = [row.before.full_minutes for row in figures.rows if row.before]
    years = {row.baseline.year for row in figures.rows if row.baseline and row.before}
    before, now = sum(befores), figures.minutes
    if len(years) != 1 or len(befores) < len(figures.rows) or not before:
        return Working(NOTHING, note=_("没有可比的基期台账"))
    return Working(change_text(before, now), f"({count_text(now)} − {count_text(before)}) ÷ {count_text(before)}")


def baseline(figures: Figures) -> Working:
    known = figures.row.baseline
    if known is None or known.number is None:
        return Working(NOTHING, note=_("没有底数"))
    if known.months and not sum(known.months) - known.number:
        return Working(count_text(known.number), " + ".join(count_text(month) for month in known.months))
    return Working(count_text(known.number))


def ceiling(figures: Figures) -> Working:
    row = figures.row
    if row.target is None:
        return Working(_("未设"))
    if row.ceiling is None:
        return Working(_("缺底数"), note=meaning_of(row))
    text, base = count_text(row.ceiling), row.made_of.cut_from
    if row.target.type != Target.Type.BELOW_BASELINE or base is None:
        return Working(text, note=meaning_of(row))
    percent = percent_words(row.target.share)
    return Working(text, f"⌊{count_text(base)} × (1 − {percent}%)⌋")


def remaining(figures: Figures) -> Working:
    row = figures.row
    if row.ceiling is None or row.remaining is None:
        return Working(_("未设"))
    return _left(row, row.remaining, count_text(row.ceiling), row.ceiling - row.counted)


def month_remaining(figures: Figures) -> Working:
    row = figures.row
    if row.ceiling is None or row.allowance is None or row.by_month_end is None:
        return Working(NOTHING, note=_("没有限额，或者没有可循的季节"))
    part = row.by_month_end
    allowed = f"⌊{count_text(row.ceiling)} × {count_text(part.numerator)} ÷ {count_text(part.denominator)}⌋"
    return _left(row, row.allowance.month, allowed, row.ceiling * part.numerator // part.denominator - row.counted)


def used(figures: Figures) -> Working:
    row = figures.row
    if row.ceiling is None:
        return Working(NOTHING, note=_("没有限额"))
    return _share_of(row.counted, row.ceiling)


def standing(figures: Figures) -> Working:
    """The chip: symbol and word; the numbers it was judged by, then why."""
    row = figures.row
    verdict = row.judgement
    told = [_("累计 %(count)s") % {"count": count_text(row.counted)}]
    if row.ceiling is not None:
        told.append(_("限额 %(ceiling)s") % {"ceiling": count_text(row.ceiling)})
    if verdict.expected is not None:
        told.append(_("序时应有 %(expected)s") % {"expected": count_text(round(float(verdict.expected), 1))})
    return Working(
        f"{standing_symbol(verdict.standing)} {standing_word(verdict.standing)}",
        _("，").join(told),
        note=why(row) or reason_text(verdict.reason),
        is_arithmetic=False,
    )


def forecast(figures: Figures) -> Working:
    row = figures.row
    if row.forecast is None:
        return Working(_("底数不够"))
    seen = number_of(row.landed, row.count)
    note = _("五次里有四次落在 %(range)s") % {"range": interval_text(row.forecast)}
    return Working(
        count_text(row.forecast.median), f"{count_text(seen)} + {count_text(row.forecast.median - seen)}", note
    )


def breach(figures: Figures) -> Working:
    row = figures.row
    if row.forecast is None or row.forecast.breach is None or row.ceiling is None:
        return Working(NOTHING, note=_("没有限额，或者底数不够"))
    told = {"ceiling": count_text(row.ceiling)}
    return Working(chance_text(row.forecast.breach), _("年末数 > %(ceiling)s") % told, is_arithmetic=False)


def capacity(figures: Figures) -> Working:
    known = figures.capacity
    if known is None or known.capacity is None:
        return _no_capacity(figures)
    return Working(hours_text(known.capacity), _sum_of_minutes(month.capacity or 0 for month in known.months))


def capacity_share(figures: Figures) -> Working:
    known = figures.capacity
    if known is None or known.capacity is None:
        return _no_capacity(figures)
    return _share_of(known.minutes, known.capacity)


def measured_share(figures: Figures) -> Working:
    """Of the hours that stand against capacity, those somebody measured."""
    known = figures.capacity
    return _no_capacity(figures) if known is None else _share_of(known.measured, known.minutes)


def _no_capacity(figures: Figures) -> Working:
    return Working(NOTHING, note=_("在岗人数未录入") if figures.capacity else _("只对接收单位计算"))


def _compared(row: StandingRow) -> tuple[int | None, int]:
    """The same span of the base year, and this year."""
    return row.before and number_of(row.before, row.count), number_of(row.whole, row.count)


def _share_of(part: int, whole: int) -> Working:
    rate = share(part, whole)
    if rate is None:
        return Working(NOTHING, note=_("分母为 0"))
    return Working(percent_text(rate), f"{count_text(part)} ÷ {count_text(whole)}")


def _left(row: StandingRow, left: int, allowed: str, difference: int) -> Working:
    told = f"{allowed} − {count_text(row.counted)}"
    if difference == left:
        return Working(count_text(left), told)
    if difference < 0:
        note = _("%(told)s 不足 0，按 0 计") % {"told": told}
    else:
        note = _("%(told)s 比全年剩下的还多，按全年剩下的计") % {"told": told}
    return Working(count_text(left), note=note)


def _by_source(cell: Landed) -> list[int]:
    """Minutes measured, estimated and by the norm."""
    known = [cell.measured_minutes, cell.estimated_minutes]
    return [*known, cell.full_minutes - sum(known)]


def _sum_of_minutes(parts: Iterable[int]) -> str:
    return f"({' + '.join(count_text(part) for part in parts)}) ÷ 60"
