"""By which channel it came: what the text says, else where it was pasted from."""

import re

from tracker.imports import vocabulary
from tracker.imports.notices.texts import Found, Text
from tracker.imports.opening.cells import plain

_OA = r"(?:OA|公文系统)(?:系统|平台)?\s*(?:[下印已]发|已?推送|发[布送]|收|签收)|(?:通过|经|在|走|从)\s*OA"
_CALL = r"^[^\n,。:]{2,15}(?<![系询班])电话:"  # 县纪委电话：, but not 联系电话：
_SAID = (
    ("oa", re.compile(_OA, re.I)),
    ("paper", re.compile(r"纸质(?:件|版)?(?:已|另|送|随|文件已)|纸件(?:已|另|送|随)|纸件$")),
    ("phone", re.compile(rf"{_CALL}|电话(?:通知|要求|告知|传达|口头)|来电|接[^,。;\n]{{1,25}}电话")),
    ("chat", re.compile(r"@(?:所有人|全体|all)|(?:工作|微信|钉钉|本)群|群内|群里|发群|入群|接龙", re.I)),
)  # fmt: skip


def channel_of(text: Text, source: str) -> Found[str] | str | None:
    """A channel as reports write it: found in the text, else the source's; None when neither is known."""
    for code, pattern in _SAID:
        if match := pattern.search(text.plain):
            return Found(str(vocabulary.channel_name(code)), *match.span())
    codes, name = vocabulary.codes("channel"), plain(source)
    pasted_from = codes.get(name) or codes.get(re.sub("(?:记录|消息|登记|截图|聊天)$", "", name))
    return vocabulary.channel_name(pasted_from) if pasted_from else None
