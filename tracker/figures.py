"""How a figure is written, on a page and in a workbook alike."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from tracker.measures.standing import Reason, Standing

NOTHING = "—"
MINUS = "−"
_WHOLE_FROM = 100
_SYMBOLS = {Standing.OVER: "▲", Standing.NEAR: "●", Standing.WITHIN: "✓", Standing.UNKNOWN: "?"}
_WORDS = {
    Standing.OVER: _("超额"),
    Standing.NEAR: _("临界"),
    Standing.WITHIN: _("达标"),
    Standing.UNKNOWN: _("不能判定"),
}
_REASONS = {
    Reason.CEILING_PASSED: _("已超过全年限额"),
    Reason.PERIOD_PASSED: _("已超过上年同期压减后的数"),
    Reason.AHEAD_OF_SEASON: _("未超限额，但快于序时进度"),
    Reason.CEILING_REACHED: _("已用满全年限额"),
    Reason.LIKELY_BREACH: _("预计年末超过限额"),
    Reason.UNDER_PACE: _("未超限额，不快于序时进度"),
    Reason.NO_TARGET: _("没有设目标"),
    Reason.NO_BASELINE: _("缺基期底数，算不出限额"),
    Reason.INCOMPLETE: _("有的月份没有登记，也没有报“本期无”"),
    Reason.SILENT: _("近期没有登记，数少不能说明达标"),
    Reason.SUSPECTED: _("有疑似变相未了结"),
}


def person_hours(minutes: int) -> Decimal:
    """Person-minutes as person-hours: whole from 100 up, one decimal below; half rounds up.

    The one place where minutes are divided: sums are made in minutes, so that parts and totals agree.
    """
    hours = Decimal(minutes) / 60
    step = Decimal(1) if abs(hours) >= _WHOLE_FROM else Decimal("0.1")
    return hours.quantize(step, ROUND_HALF_UP)


def hours_text(minutes: int) -> str:
    """Person-hours with thousands marks, without an empty decimal: 31,420 or 4.5 or 2."""
    hours = person_hours(minutes)
    whole = hours == hours.to_integral_value()
    return count_text(int(hours)) if whole else f"{hours:,}"


def count_text(count: float) -> str:
    """A count, or a figure already rounded, with thousands marks and a true minus: 3,188 or −12 or 3.1.

    Thousands in both languages, as in official tables; Django's Chinese format would group by ten thousands.
    """
    return f"{count:,}".replace("-", MINUS)


def signed_text(count: int) -> str:
    """A difference with its sign: +1,204 or −12; 0 has none."""
    return f"+{count_text(count)}" if count > 0 else count_text(count)


def percent_text(share: Decimal | None, *, signed: bool = False) -> str:
    """A share as a percentage with one decimal: 0.304 is 30.4%. Signed shows + and a true minus. None is a dash."""
    if share is None:
        return NOTHING
    points = rounded_percent(share)
    text = str(abs(points))
    if points < 0:
        return f"{MINUS}{text}%"
    return f"+{text}%" if signed and points > 0 else f"{text}%"


def rounded_percent(share: Decimal) -> Decimal:
    """Percentage points with one decimal, half rounding up in size."""
    return (share * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)


def standing_symbol(standing: Standing) -> str:
    return _SYMBOLS[standing]


def standing_word(standing: Standing) -> str:
    """超额, 临界, 达标 or 不能判定, in the reader's language."""
    return str(_WORDS[standing])


def reason_text(reason: Reason) -> str:
    """Why something stands as it does, as one clause without a full stop."""
    return str(_REASONS[reason])


def day_text(day: date) -> str:
    """A day within a year that is known: 3月5日."""
    return date_format(day, str(_("n月j日")))
