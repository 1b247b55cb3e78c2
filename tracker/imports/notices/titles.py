"""What a notice is about: the name of the meeting, the visit, the form or the paper, as written."""

import re
from collections.abc import Iterator
from functools import cache

from tracker.imports.notices.moments import Moment
from tracker.imports.notices.texts import Found, Text
from tracker.imports.notices.vocabulary import any_of, has

_OPENERS, _CLOSERS = "《〈(“「『", "》〉)”」』"
_SHORTEST = 3
_CHANGED = (
    "的?(?:召开)?(?:时间|地点|日期)(?:和地点|、地点)?"
    "(?:有误|有变|调整|变更|更改|更正|改|推迟|提前|延|定|由|仍|还是|不变|挪|移)"
)
_EARLIER = (  # 原通知, 刚才发的, 上周布置的: what was announced before is not part of the name
    r"附件\d?[中里]?的|(?:原|刚才?|刚刚|之前|前面|前期|此前|早上|上午|昨天|今天|上周)(?:所)?(?:通知|定|发|布置|安排|下发|下达|转发|说)(?:于|在|布)?(?:了)?的?"
)
_LABELS = r"(?:会议名称|会议主题|会议|培训名称|培训主题|名称|主题|议题|事项|检查事项|检查内容|督查事项|调研主题)\s*:"


def paper_title(text: Text) -> Found[str] | None:
    """Behind 标题：, in 《》, or 关于…的通知 with its brackets balanced."""
    if match := re.search(
        r"(?:标题|题目|题名|文件名称|文件名)\s*:\s*([^\n]+?)(?=\s+[\u4e00-\u9fff]{2,6}:|\n|$)", text.plain
    ):
        start, end = match.span(1)
        end = start + len(match[1].rstrip(" 。;"))
        return text.found(start, end)
    ending = any_of("document_endings")
    quoted, about = _in_brackets(text, re.compile(rf"关于.*{ending}$")), _about(text)
    if quoted and about:
        return quoted if quoted.start <= about.start else about
    return quoted or about or _in_brackets(text, re.compile(f"{ending}$"))


def form_title(text: Text) -> Found[str] | None:
    """The form in 《》, or what stands between 上报 or 将 and the end of the name of a form."""
    return _in_brackets(text, re.compile(any_of("form_endings") + r"(?:\([^()]*\))?$")) or _named_form(text)


def meeting_title(text: Text, mentioned: list[Moment]) -> Found[str] | None:
    """The best supported name that ends like a meeting: behind 召开, before 定于, behind a label, or a clause alone."""
    candidates = [
        found for match in _meeting().finditer(text.plain) for found in _meeting_around(text, match, mentioned)
    ]
    ranked = sorted(candidates, key=lambda pair: pair[0])
    return ranked[0][1] if ranked else None


def visit_title(text: Text, mentioned: list[Moment]) -> Found[str] | None:
    """What is undertaken: the words from 开展 or 进行 to 检查, 督查 or 调研; else the clause that names the visit."""
    name = rf"(?P<name>(?!部)[^,。;:()并\n]{{0,40}}{any_of('inspection_endings')}(?:工作|活动|行动)?)"
    behind = re.compile(rf"{any_of('undertaking')}(?:了|为期[^,。;\n]{{1,4}}的|对)?{name}(?!组|表|台账|情况|问题)")
    for match in behind.finditer(text.plain):
        if re.search("[到来]我|[到来]咱|到镇|到村", match["name"]):
            continue
        if len(match["name"]) >= _SHORTEST and not has("noon_like").match(match["name"]):
            return text.found(*_with_closer(text.plain, *match.span("name")))
    acting = re.compile(
        rf"(?:来|到|赴|将|要|突击)[^,。;:\n]{{0,16}}?(?P<name>{any_of('inspection_endings')}[^,。;:()\n]{{2,30}})"
    ).search(text.plain)
    if acting:
        return text.found(*_without_moments(acting.span("name"), mentioned))
    label = re.search(rf"{_LABELS}\s*([^,。;\n]+)", text.plain)
    return text.found(*label.span(1)) if label else None


@cache
def convening() -> re.Pattern[str]:
    """A word that calls a meeting. 开 alone is one, but not within 公开 or 开展; so is 组织, but not in 基层组织."""
    opening = "(?<![公展离打放避盛分掀召])开(?![展发放工设创通户学支采荒挖垦具始封年心幕辟演业车水])"
    return re.compile(rf"{any_of('convening')}|(?<![级层党团会])组织(?![部机架体生])|{opening}")


def _meeting_around(text: Text, match: re.Match[str], mentioned: list[Moment]) -> Iterator[tuple[int, Found[str]]]:
    clause = text.clause(match.start())[0]
    start, rank = _left_edge(text, clause, match.end(), mentioned)
    is_timed = any(m.span[0] - match.end() in (0, 1) for m in mentioned)  # 动员会明天上午开
    followed = rf"\s*(?:{any_of('announcing')}|{_CHANGED}|(?:提醒|预告)\s*[:,])"
    if rank > 0 and (is_timed or re.match(followed, text.plain[match.end() :])):
        rank = 1
    elif rank == 2 and not re.match(r"\s*(?:[,。;!\n)]|$)", text.plain[match.end() :]):
        rank = 4
    found = text.found(start, match.end())
    if found and re.match("[在请将把于到我你和及的了]", found.value):
        return  # cut in the middle of a sentence: rather no name than half of it
    if found and rank < 4 and len(found.value) >= _SHORTEST and not _is_heading(text, found):
        yield rank, found


def _left_edge(text: Text, clause: int, end: int, mentioned: list[Moment]) -> tuple[int, int]:
    """Where the name of a meeting that ends at `end` begins, and how well that is supported: 0 best."""
    plain = text.plain
    edges = [(clause, 2)]
    edges += [(clause + m.end(), 2) for m in re.finditer(r"[】:]", plain[clause:end])]
    edges += [(clause + m.end(), -1 if "主题" in m.group() else 0) for m in re.finditer(_LABELS, plain[clause:end])]
    edges += [(clause + m.end(), 2) for m in re.finditer(rf"{_EARLIER}|最后一次", plain[clause:end])]
    edges += [(clause + m.end(), 0) for m in convening().finditer(plain[clause:end])]
    edges += [(m.span[1], 2) for m in mentioned if clause < m.span[1] < end]
    inside = [(at, rank) for at, rank in edges if at < end - 1] or edges[:1]
    start, rank = max(inside, key=lambda edge: (edge[0], -edge[1]))
    lead = re.match(
        r"[\s,]*(?:一?[次个场期](?=[^人月])|的|(?:在|于)[^,。;\n]{2,15}?(?:召开|举行|举办|办))?", plain[start:end]
    )
    return start + (lead.end() if lead else 0), rank


def _is_heading(text: Text, found: Found[str]) -> bool:
    return text.plain[max(found.start - 1, 0) : found.start] == "【"


@cache
def _meeting() -> re.Pattern[str]:
    before = "".join(f"(?<!{word})" for word in _split("not_meetings_before"))
    body = "".join(f"(?<!{word})" for word in _split("bodies_before_meetings"))
    ending = rf"(?:(?!会(?!议)){any_of('meeting_endings')}|{body}会(?!议))"  # 商会 is a body, 会商会议 a meeting
    more = rf"(?:(?:暨|和|及)?[\u4e00-\u9fff“”]{{0,20}}?{any_of('meeting_styles')}{ending})?"
    return re.compile(
        rf"{before}{ending}(?:(?={_CHANGED})|(?!将(?![于在以采通])|{any_of('not_meetings_after')})){more}(?:\((?:视频|扩大|电视电话|线上)\))?"
    )


def _split(subject: str) -> list[str]:
    match = any_of(subject)
    return match[3:-1].split("|")


def _in_brackets(text: Text, ending: re.Pattern[str]) -> Found[str] | None:
    for start, end in _bracketed(text.plain):
        if ending.search(text.plain[start:end]):
            return text.found(start, end)
    return None


def _bracketed(plain: str) -> Iterator[tuple[int, int]]:
    """The insides of the outermost 《》 and 〈〉."""
    depth, start = 0, 0
    for position, sign in enumerate(plain):
        if sign in "《〈":
            depth, start = depth + 1, start if depth else position + 1
        elif sign in "》〉" and depth:
            depth -= 1
            if not depth:
                yield start, position


def _about(text: Text) -> Found[str] | None:
    """关于…的通知, up to the first ending at which every bracket is closed."""
    ending = re.compile(
        rf"的?(?:若干|[几一二三四五六七八九十]{{1,3}}[条项点])?{any_of('document_endings')}(?:\((?:试行|暂行)\))?"
    )
    for begin in re.finditer("关于", text.plain):
        stop = text.sentence(begin.start())[1]
        for match in ending.finditer(text.plain, begin.end(), stop):
            inside = text.plain[begin.start() : match.end()]
            if match.group().startswith("的") and _is_balanced(inside):
                return text.found(begin.start(), match.end())
    return None


def _with_closer(plain: str, start: int, end: int) -> tuple[int, int]:
    """With the quotation mark right behind, when it closes one within: 巡察整改“回头看”."""
    is_open = plain.count("“", start, end) > plain.count("”", start, end)
    return start, end + (is_open and plain.startswith("”", end))


def _is_balanced(inside: str) -> bool:
    return all(inside.count(opener) == inside.count(closer) for opener, closer in zip(_OPENERS, _CLOSERS, strict=True))


def _named_form(text: Text) -> Found[str] | None:
    ending = any_of("form_endings")
    name = rf"(?P<name>[^,。;:\[\]【】\n《》将把]{{2,40}}?{ending}(?:{ending})?)"
    stop = rf"(?=[,。;!()\n\s]|$|于|在|至|{any_of('sending')}|报|发|交|送|今|明|本|\d|电子|盖章|纸质|和|及|、"
    stop += r"|下(?=周|个?月|星期|班)|[周月](?!报)|的(?=[村镇乡社单同])|[要需须还没未请应每我填]"
    stop += r"|\.(?:xlsx?|docx?|wps|et|pdf))"
    for lead in (
        r"(?:请|需|须)?(?:大家|各位|各单位)?[将把]\s*",
        rf"{any_of('reporting')}(?!告)(?:本单位|本村|各自|你镇|一下|\d+[名份张个条篇])?\s*",
        r"[没未](?:报送?|交|上报|填报|提交|完成)(?:的)?\s*",
        r"(?:核对|核实|完善|修改|填好|整理)(?:好|一下)?\s*",
        r"(?:(?<![主重需必])要的|催[要报交])\s*",
        r"(?:^|[\n。;,:\]】])\s*",
    ):
        for match in re.finditer(lead + name + stop, text.plain):
            lead_in = re.match(_EARLIER, match["name"])
            if not has("not_sending").search(match["name"]) and not re.match("[完毕后好并]", match["name"]):
                return text.found(match.start("name") + (lead_in.end() if lead_in else 0), match.end("name"))
    return None


def _without_moments(span: tuple[int, int], mentioned: list[Moment]) -> tuple[int, int]:
    ends = [m.span[0] for m in mentioned if span[0] < m.span[0] < span[1]]
    return span[0], min(ends, default=span[1])
