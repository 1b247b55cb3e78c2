"""Whether a paper wants something sent back, and by which day."""

import re
from calendar import monthrange
from datetime import date

_SENTENCE = re.compile(r"[^。！？；]+")
_LONGEST = 500  # characters; what is longer is no sentence
_SENDING = (
    r"报送|上报|函复|报至|报回|报备|填报|反馈|提交|报我|报县|报市|报省|报区|报州|报镇|书面报|寄送|送至|送交|发送|回传|发至|"
    r"报(?=[^告备名到道考刊酬警销价纸业表喜复恩应失废请]{1,14}(?:局|办|部|委|厅|科|室|中心|邮箱))|回执"
)
_SEND = re.compile(_SENDING)
_ASKED = re.compile(r"请|务必|须|应当|应于|要于|将|把|需|于[^，]{2,16}前")
_EXEMPT = re.compile(
    r"不再|无需|不需|不必|不用|无须|不得|避免|严禁|杜绝|减少|多头|重复|已(?:经)?(?:报|上报|反馈|提交)|不要求"
)
_INCIDENT = re.compile(r"突发|遇有|遇到|随时|第一时间|一旦|如有|如遇")
_LIMIT = re.compile(
    r"(?:(?P<year>20\d\d)年)?(?P<month>\d{1,2}|本)月(?:份)?(?:(?P<day>\d{1,2})[日号]|(?P<last>底|末))"
    r"(?:[（(][^（）()]{1,8}[）)])?(?:[上下中]午|晚)?(?:\d{1,2}[:：时点](?:\d{1,2}分?)?)?(?:下班)?(?:之|以)?前"
)
_CLOSING = re.compile(
    r"(?:截止|截至|期限|时限|最迟|不迟于|不晚于)(?:时间|日期)?(?:为|是|于|到|至|[:：])*"
    r"(?:(?P<year>20\d\d)年)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号]|(?P<last>底|末))"
)


def demand_of(body: str, issued: date | None) -> tuple[bool, date | None]:
    """Whether a report, form or slip must be sent back, and the first day set for it, None where there is none.

    What need not be sent, or only when something happens, is no demand. A day without a year is the next one after
    the paper's own day.
    """
    sentences = [found.group() for found in _SENTENCE.finditer(body) if _is_demand(found.group()[:_LONGEST])]
    limits = (_day(found, issued) for sentence in sentences for found in _limits(sentence))
    return bool(sentences), next((day for day in limits if day), None)


def _is_demand(sentence: str) -> bool:
    sendings = [found.start() for found in _SEND.finditer(sentence) if not _is_exempt(sentence, found.start())]
    if not sendings or not _ASKED.search(sentence):
        return False
    return bool(_limits(sentence)) or not _INCIDENT.search(sentence)


def _is_exempt(sentence: str, place: int) -> bool:
    clause = re.split(r"[，,]", sentence[:place])[-1] + sentence[place : place + 4]
    return bool(_EXEMPT.search(clause))


def _limits(sentence: str) -> list[re.Match[str]]:
    return [*_LIMIT.finditer(sentence), *_CLOSING.finditer(sentence)]


def _day(found: re.Match[str], issued: date | None) -> date | None:
    month = _month(found["month"], issued)
    year = int(found["year"]) if found["year"] else _year_of(month, issued)
    if year is None or not 1 <= month <= 12:
        return None
    last = monthrange(year, month)[1]
    day = last if found["last"] else int(found["day"])
    return date(year, month, day) if 1 <= day <= last else None


def _month(text: str, issued: date | None) -> int:
    """0 for 本月 of a paper without a day."""
    if text.isdecimal():
        return int(text)
    return issued.month if issued else 0


def _year_of(month: int, issued: date | None) -> int | None:
    return None if issued is None else issued.year + (month < issued.month)
