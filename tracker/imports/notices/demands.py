"""What must be sent back: a report or form, photographs."""

import re
from functools import cache

from tracker.imports.notices.texts import Found, Text
from tracker.imports.notices.vocabulary import any_of, has

_DONE = re.compile(r"[^,。;\n]{0,6}了(?=[,。;!\s]|$)")  # 我把表发到群里了


def report_asked(text: Text, title: Found[str] | None = None) -> Found[bool] | None:
    """The words that ask for something to be sent back; papers to be shown on the spot, and a mere title, are not."""
    for match in _sending().finditer(text.plain):
        if title and title.start <= match.start() < title.end:
            continue
        if not _is_waived(text, match.start()) and not _DONE.match(text.plain, match.end()):
            return Found(True, *match.span())
    return _photos_sent(text)


def photos_asked(text: Text) -> Found[bool] | None:
    """The words that ask for photographs to be sent, taken or attached."""
    for match in has("photos").finditer(text.plain):
        start, end = text.clause(match.start())
        wanted = re.search(r"报|发|附|提供|上传|交|拍|留存|配|回传|打包", text.plain[start:end])
        shown = has("showing").search(text.plain, start, end)
        if wanted and not shown and not _is_waived(text, match.start()):
            return Found(True, *match.span())
    return None


def _photos_sent(text: Text) -> Found[bool] | None:
    """Photographs to be sent are something to be sent back: 会后将传达学习的照片报上来, 发两张现场图到群里."""
    photos = photos_asked(text)
    if photos is None or photos.value is False:
        return None
    start, end = text.clause(photos.start)
    sent = re.search(r"(?<![拍印颁])(?:报(?!道)|发|传|交|提供)", text.plain[start:end])
    done = re.search(r"了(?=[,。;!\s]|$)", text.plain[start : end + 1])
    return photos if sent and not done else None


def _is_waived(text: Text, position: int) -> bool:
    """无需报送, 已报送: in the same clause, in front."""
    start, _end = text.clause(position)
    return bool(re.search(any_of("not_sending") + r"[^通]{0,8}$", text.plain[start:position]))


@cache
def _sending() -> re.Pattern[str]:
    thing = any_of("form_endings")
    return re.compile(
        rf"{any_of('sending')}|截图[^,。;\n]{{0,6}}(?:发|报|传)|[前内](?:必须|务必|一律|统一|一定|要|都|全部)*(?:[报交](?![告流接])|反馈|发我|发群|传群|给到?我|给(?=[\u4e00-\u9fff]{{0,18}}{any_of('issuer_endings')})|[发传](?:给|到|至))"
        rf"|[将把][^,。;\n]{{2,40}}{thing}(?:[报交送](?!告|了|流))"
        rf"|(?<![日周月季年电通汇海举申情预简上登])报(?![告备名到道考刊酬警销价纸业表喜复恩应失废请])(?=[\u4e00-\u9fff]{{2,20}}(?:邮箱|局|办|委|部|政府|中心|大队|联))"
        rf"|(?<![成社外移印转下颁])[交报发](?=[《“][^》\n]{{1,40}}{thing})"
        rf"|(?:前|请|须|需|务必)[^,。;\n]{{0,8}}(?:反馈|交|报)(?=[^,。;\n流接办代]{{0,20}}{thing})"
        rf"|{thing}[^,。;\n]{{0,25}}(?<![印下颁转分])(?:报|发|交|送|反馈)(?:至|到|给(?!大家|你|各|您)|县|市|镇|区|我(?!看)|群|局)"
        rf"|前[^,。;\n]{{0,12}}[送交报](?:至|到)?(?=[县市镇乡局])"
    )
