"""When a call came in or was written down, at the head of its record; no moment of what is announced."""

import re
from datetime import date, datetime, time

from tracker.imports.notices.texts import Text

_LABEL = re.compile(
    r"(?:来电|接电|接听|接报|通话|记录|登记|通知|接收|收到|收文|发送|发布|录音)(?:日期|时间)\s*:?\s*$|记录人?\s*:\s*$"
)
_CALLED = re.compile(
    r"[\s,]*(?:接到?|收到)?[^,。;:\n]{0,24}?(?:来电|致电|电话|打来|口头|微信|告知|转告)[^,。;:\n]{0,4}[:,。;\n]"
)
_HEAD = re.compile(r"(?:^|[\n】\]])[\s\d.、]*$")


def is_stamp(text: Text, span: tuple[int, int], day: date | None, clock: time | None, now: datetime | None) -> bool:
    """Behind 来电时间：, or at the head of a line that goes on with who called, and not still to come at `now`."""
    before = text.plain[: span[0]]
    if _LABEL.search(before):
        return True
    return bool(_HEAD.search(before) and _CALLED.match(text.plain, span[1])) and _has_passed(day, clock, now)


def _has_passed(day: date | None, clock: time | None, now: datetime | None) -> bool:
    if now is None:
        return day is not None
    if day is not None and day != now.date():
        return day < now.date()
    return clock is not None and clock.replace(second=0) <= now.time().replace(second=59)
