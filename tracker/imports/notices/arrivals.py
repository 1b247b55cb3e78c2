"""From which moment the days of a notice are reckoned. Notices are often pasted days after they came."""

from datetime import datetime, time, timedelta

from tracker.imports.notices.moments import moments
from tracker.imports.notices.texts import Text
from tracker.imports.notices.times import signs

_LATE = timedelta(days=31)  # how long after a meeting its notice may still be pasted


def written_at(pasted: str, received: datetime) -> datetime:
    """The beginning of the day it is signed with; else of the first day it names, when that has just passed.

    `received` where neither is told, and where the text counts its days from the day it came (明天, 本周五).
    """
    text = Text(pasted)
    told = [moment for moment in moments(text, received) if moment.day is not None]
    today = received.date()
    signed = [moment.day for moment in told if moment.day and moment.day <= today and signs(text, moment)]
    named = [moment.day for moment in told if moment.day and today - _LATE <= moment.day < today]
    if all(moment.printed for moment in told) and (signed or named):
        return datetime.combine(signed[-1] if signed else min(named), time.min, received.tzinfo)
    return received
