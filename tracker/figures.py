"""How a figure is written, on a page and in a workbook alike."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import number_format

NOTHING = "—"
MINUS = "−"
_WHOLE_FROM = 100


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
    return count_text(int(hours)) if whole else number_format(hours, 1, force_grouping=True)


def count_text(count: int) -> str:
    """A count with thousands marks and a true minus: 3,188 or −12."""
    return number_format(count, 0, force_grouping=True).replace("-", MINUS)


def percent_text(share: Decimal | None, *, signed: bool = False) -> str:
    """A share as a percentage with one decimal: 0.304 is 30.4%. Signed shows + and a true minus. None is a dash."""
    if share is None:
        return NOTHING
    points = rounded_percent(share)
    text = number_format(abs(points), 1)
    if points < 0:
        return f"{MINUS}{text}%"
    return f"+{text}%" if signed and points > 0 else f"{text}%"


def rounded_percent(share: Decimal) -> Decimal:
    """Percentage points with one decimal, half rounding up in size."""
    return (share * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
