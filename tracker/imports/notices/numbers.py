"""The document number (发文字号) of the paper a notice brings."""

import re

from tracker.imports.notices.texts import Found, Text
from tracker.rules.fingerprints import normal_number

_NUMBER = re.compile(r"([\u4e00-\u9fff]{2,14})\s*[〔\[(【]\s*(\d{4})\s*年?\s*[〕\])】]\s*第?\s*\d{1,5}\s*号")
_LEADS = re.compile(r".*(?:转发|印发|下发|领取|签收|收到|文号为?|现将|通知|方案|意见|附件|文件|的)(?=.{2})")
_CITED = re.compile(r"(?:根据|按照|依据|落实|贯彻|参照|对照|遵照)[^,。;\n]*$")


def number_of(text: Text) -> Found[str] | None:
    """The first number that is not merely cited (根据…要求), in its standard form."""
    for match in _NUMBER.finditer(text.plain):
        lead = _LEADS.match(match[1])
        start = match.start() + (lead.end() if lead else 0)
        if not _CITED.search(text.plain[:start]):
            return Found(normal_number(text.plain[start : match.end()]), start, match.end())
    return None
