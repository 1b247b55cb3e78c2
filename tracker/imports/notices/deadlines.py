"""Until when something must be sent back."""

import re
from datetime import date, datetime, timedelta

from tracker.imports.notices.moments import Moment
from tracker.imports.notices.texts import Found, Text
from tracker.imports.notices.vocabulary import any_of, has

_BEFORE = "(?:之前|以前|前(?![往来去期述]))"
_BEHIND = re.compile(
    rf"\s*\)?\s*(?:(?:上班|开会)?{_BEFORE}|截止|止|内|[、和及][^,。;\n、]{{1,10}}{_BEFORE})"
)  # 9月底、12月底前
_AHEAD = re.compile(
    r"(?:截止|截至|期限|时限|最迟|最晚|不得?晚于|不迟于|限)(?:时间|日期)?\s*(?:为|是|于|在|到|至)?\s*:?\s*$"
)
_CLOSING = re.compile(r"\s*(?:准时|自动|统一)?(?:关闭|关停|停止|锁定|封闭|封网|截止|截至|结束|收口)")
_SYSTEM = re.compile("系统|平台|端口|通道|链接|小程序|网站|填报|入口|报名|接龙|问卷")
_WITHIN = re.compile(r"内\s*$")


def is_limit(text: Text, moment: Moment) -> bool:
    """Whether a moment is the end of a term: 前 behind it, 截止 before it, or a report to be sent at it."""
    start, end = moment.span
    if _BEHIND.match(text.plain, end) or _WITHIN.search(text.plain[start:end]) or _closes(text, moment):
        return True
    return bool(_AHEAD.search(text.plain[:start])) or _is_sent_then(text, moment)


def deadline_of(
    text: Text, mentioned: list[Moment], event: Moment | None, reference: datetime | None
) -> Found[date | datetime] | None:
    """The first term for sending something back, else the first term; a date where no hour is told."""
    limits = [m for m in mentioned if is_limit(text, m) and not _is_arrival(text, m)]
    sending = [m for m in limits if has("sending").search(text.plain, *text.sentence(m.span[0]))]
    for moment in sending + limits:
        if resolved := _resolved(moment, event, reference):
            return Found(resolved, *moment.span)
    return None


def _resolved(moment: Moment, event: Moment | None, reference: datetime | None) -> date | datetime | None:
    day = moment.day
    if moment.away is not None:
        day = event.day + timedelta(days=moment.away) if event and event.day else None
    elif day is None and reference and moment.start and moment.start > reference.time():
        day = reference.date()  # 17:00前 without a day is today's, while it is still to come
    return moment.at(moment.start, day) or day


def _is_sent_then(text: Text, moment: Moment) -> bool:
    """请于明天上午10:00报送: a term although no 前 stands behind it."""
    start, end = moment.span
    if re.match(r"\s*(?:必须|务必|一定)要?(?:[报交](?!告)|发|给|反馈|完成)", text.plain[end:]):
        return True
    behind = re.compile(rf"[,\s]*(?:将[^,。;\n]{{1,40}})?{any_of('sending')}").match(text.plain, end)
    return bool(behind) and bool(re.search(r"(?:于|在)\s*$", text.plain[:start]))


def _closes(text: Text, moment: Moment) -> bool:
    """系统将于11月14日下午5点关闭: nothing can be entered later."""
    start, end = moment.span
    return bool(_CLOSING.match(text.plain, end) and _SYSTEM.search(text.plain, text.clause(start)[0], start))


def _is_arrival(text: Text, moment: Moment) -> bool:
    """请于8:20前签到入场 is no demand for anything."""
    start, end = moment.span[1], text.clause(moment.span[1])[1]
    arriving, sending = has("arriving"), has("sending")
    return bool(arriving.search(text.plain, start, end)) and not sending.search(text.plain, start, end)
