"""What recording takes: seconds between opening and saving, without the interruptions."""

from decimal import Decimal

LONGEST_RECORD = 10 * 60
LONGEST_IMPORT = 30 * 60


def seconds_taken(opened: float, saved: float, longest: int) -> int:
    """Whole seconds from opening to saving; what lies beyond `longest` was an interruption, such as a telephone call.

    opened, saved: moments in seconds on the same clock. 0 when the clock was set back in between.
    """
    return round(min(max(saved - opened, 0), longest))


def per_record(seconds: int, records: int) -> Decimal | None:
    """Seconds a record took on average, not rounded. None without a record."""
    return None if records == 0 else Decimal(seconds) / records


def allowance(minutes_a_week: int, days: int, offices: int = 1) -> int:
    """Seconds that some offices may spend in so many days. Rounded down."""
    return minutes_a_week * 60 * days * offices // 7
