"""Where one has to be, as written."""

import re

from tracker.imports.notices.moments import Moment
from tracker.imports.notices.texts import Found, Text
from tracker.imports.notices.vocabulary import any_of, words

_MOVED = r"由[^,。;:\n]{2,20}?(?:改为|改到|改至|改在|换到|移[到至]|调整[为到至]|变更为)"
_KEPT = (  # 地点不变（县委礼堂）
    rf"(?:(?:{_MOVED}|不变|照旧|仍为|仍在|改为|改在|改到|变更为|调整为|调整到)[(:,]?\s*)?"
)
_VENUE = r"[^,。;:\n《》]{2,30}?"


def place_of(text: Text, mentioned: list[Moment], title: Found[str] | None = None) -> Found[str] | None:
    """Behind 地点, between 在 and 召开, between 到 and 开展, or a clause that is nothing but a place."""
    for pattern in (
        rf"(?<!分){any_of('place_labels')}\s*(?:为|是|设在|在)?\s*:?\s*{_KEPT}(?P<place>[^,。;:\n]{{2,40}})",
        rf"(?<![现正])在(?P<place>{_VENUE})(?:组织|集中|统一|准时|如期)?(?:召开|举行|举办|组织|办(?=[“\u4e00-\u9fff])|参会|参加|收听|收看|集合|开(?![展发放工设创]))",
        rf"(?<=[,;])\s*就?在(?P<place>{_VENUE}{any_of('places')})(?=[,。;\n]|$)",
        rf"(?<![报送交发迟早])(?:到|去|赴)(?P<place>{_VENUE}{any_of('places')})(?=[,。;\n]|$)",
        rf"(?:到|赴|前往)(?P<place>{_VENUE})(?:开展|进行|实施|入户|检查|调研|督查|督导|考核|实地|现场|巡查|走访|暗访|验收|参加|参会|开会|集合|签到|报到|就座|入座|看(?=[\u4e00-\u9fff]))",
        rf"(?:实地|现场)(?:查看|察看|抽查|检查|走访|核查|看)(?P<place>{_VENUE}{any_of('places')})(?=[,。;\n]|$)",
    ):
        for match in re.finditer(pattern, text.plain):
            found = text.found(*_balanced(text.plain, *_without_moments(match.span("place"), mentioned)))
            if found and _is_place(found.value):
                return found
    return _clause_alone(text, [moment.span[1] for moment in mentioned] + ([title.end] if title else []))


def _clause_alone(text: Text, anchors: list[int]) -> Found[str] | None:
    """明天上午8:30，县委礼堂，农村危房改造调度会: the clause right behind the moment or the name of the meeting."""
    venue = rf"[^,。;:\n]{{2,25}}(?:{any_of('places')}|(?<=[局楼院府心])\d{{3,4}})(?:\([^()]*\))?"
    alone = re.compile(rf"\s*[,\n]\s*(?:就|还是|仍)?在?(?:老地方)?(?P<place>{venue})\s*(?=[,。;\n])")
    joined = re.compile(rf"\s*在?(?P<place>[^,。;:\n]{{2,20}}?{any_of('places')})(?=召开|开[个一]|举行|参加|集合)")
    for anchor in anchors:
        match = alone.match(text.plain, anchor) or joined.match(text.plain, anchor)
        if match and _is_place(match["place"]) and not re.match("请|让|由|各|[一1]名", match["place"]):
            return text.found(*match.span("place"))
    return None


def _without_moments(span: tuple[int, int], mentioned: list[Moment]) -> tuple[int, int]:
    start, end = span
    for moment in mentioned:
        if start <= moment.span[0] < end:
            start = moment.span[1] if moment.span[0] - start < 2 else start
            end = end if moment.span[0] <= start else moment.span[0]
    return min(start, end), end


def _balanced(plain: str, start: int, end: int) -> tuple[int, int]:
    """Without a last bracket that was opened in front of the place."""
    alone = plain[start:end].rstrip().endswith(")") and "(" not in plain[start:end]
    return start, plain.rindex(")", start, end) if alone else end


def _is_place(name: str) -> bool:
    nowhere = re.search(r"^(?:[、和]|不变|另行|待定|会|此|规定)|时间|对|情况", name)
    return len(name) > 1 and name not in words("own_places") and not nowhere
