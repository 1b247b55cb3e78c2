"""Whether a paper wants something sent back, and by which day: read as notices are, sentence by sentence."""

import re
from datetime import date, datetime, time

from tracker.imports.notices.deadlines import is_limit
from tracker.imports.notices.demands import report_asked
from tracker.imports.notices.moments import CHINA, Moment, moments
from tracker.imports.notices.texts import Text

_LONGEST = 500  # characters; what is longer is no sentence
_ASKED = re.compile(r"请|务必|须|应当|应于|要于|将|把|需|于[^，]{2,16}前|时限|截止")
_INTRODUCING = re.compile(r"(?:通知|通报|函告|函复)如下")
_INCIDENT = re.compile(r"突发|遇有|遇到|随时|第一时间|一旦|如有|如遇")
_FROM_RECEIPT = re.compile(r"内\s*$")  # 收到后5日内: nobody knows from the paper which day that is


def demand_of(body: str, issued: date | None) -> tuple[bool, date | None]:
    """Whether a report, form or slip must be sent back, and the first day set for it, None where there is none.

    What need not be sent, or only when something happens, is no demand. A day without a year is counted from the
    paper's own day.
    """
    spans = Text(body).sentences()
    sentences = [Text(body[start : min(end, start + _LONGEST)]) for start, end in spans]
    demands = [(text, _limits(text, issued)) for text in sentences if report_asked(text)]
    meant = [limits for text, limits in demands if _is_meant(text, limits)]
    days = (limit.day for limits in meant for limit in limits)
    return bool(meant), next((day for day in days if day and not (issued and day < issued)), None)


def _is_meant(text: Text, limits: list[Moment]) -> bool:
    asked = _ASKED.search(text.pasted) and not _INTRODUCING.search(text.plain)
    return bool(asked and (limits or not _INCIDENT.search(text.plain)))


def _limits(text: Text, issued: date | None) -> list[Moment]:
    reference = datetime.combine(issued, time.min, CHINA) if issued else None
    mentioned = (moment for moment in moments(text, reference) if is_limit(text, moment))
    return [moment for moment in mentioned if not _FROM_RECEIPT.search(text.plain[slice(*moment.span)])]
