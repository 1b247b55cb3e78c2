"""Who sent it, as written: by a label, behind 转 or 接, in front of 通知 or 工作组, in the signature."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice

from tracker.imports.notices.chats import speakers
from tracker.imports.notices.moments import Moment
from tracker.imports.notices.texts import Found, Text
from tracker.imports.notices.vocabulary import any_of, has

_ORDINAL = r"第[一二三四五六七八九十\d]{1,2}"
_TEAM = rf"(?:{_ORDINAL}[组队]|(?:{_ORDINAL})?[督检调考巡暗验核视评审]\w{{1,2}}组)"
VISITORS = r"(?:督导|督查|督察|检查|调研|考核|巡查|巡察|巡视|验收|暗访|核查|评估|视察|审计|专家|工作)组"
_LEADER = r"[\u4e00-\u9fff]{1,2}(?:副?(?:局长|主任|部长|书记|县长|大队长|科长|股长|所长|主席)|科员|同志)"
_NOBODY = {  # of which place, they do not say
    "党委", "政府", "党委政府", "人民政府", "办公室", "领导小组", "专班", "市局", "县局", "省局",
}  # fmt: skip
_PARTY = re.compile("(?:评估|检查|督导|考核|验收|调研|工作)小组$")
_TOWN = re.compile(r"(?:镇|乡)(?:人民政府|政府|党委)$|街道办事处$|(?:村|居)(?:民)?委员?会$")


def issuer_of(text: Text, mentioned: list[Moment]) -> Found[str] | None:
    """The first body in the surest place: label, 转…文件, opening words, signature, 报…邮箱. None when unsure."""
    places: tuple[Callable[[Text, list[Moment]], Iterator[tuple[int, int]]], ...] = (
        _labelled, _passed_on, _opening, _spoken, _signed, _team, _addressed, _standing,
    )  # fmt: skip
    for place in places:
        for start, end in place(text, mentioned):
            found = text.found(start, end)
            timed = any(start <= moment.span[0] < end for moment in mentioned)
            if found and not timed and (place is _team or _is_body(found.value)):
                return found
    return None


def _labelled(text: Text, mentioned: list[Moment]) -> Iterator[tuple[int, int]]:
    label = any_of("issuer_labels")
    for match in re.finditer(rf"(?:^|[\n。;,【】])\s*{label}(?:】\s*:?|\s*:)\s*([^\s,。;:(]+)", text.plain):
        yield match.span(1)
        if named := re.match(rf"({_bodies()})[\u4e00-\u9fff]{{2,3}}$", match[1]):
            yield match.start(1), match.start(1) + named.end(1)


def _passed_on(text: Text, mentioned: list[Moment]) -> Iterator[tuple[int, int]]:
    follow = rf"(?:的|发来的)?(?=\s*(?:{any_of('after_issuers')}|[:《〈]|$))"
    handed = rf"(?:(?<![\u4e00-\u9fff]){any_of('before_issuers')}|(?<=[所站办局])转)"
    for match in re.finditer(rf"{handed}\s*({_bodies()}){follow}", text.plain):
        yield match.span(1)
    issued = r"(?:今天|昨天|刚刚?|近日|最近)?(?:下发|印发|出台|发来|转发)(?:了|的)?\s*[《〈]"
    higher = rf"([县市省区州][\u4e00-\u9fff]{{0,18}}?{any_of('issuer_endings')})"
    for match in re.finditer(higher + issued, text.plain):
        yield match.span(1)


def _opening(text: Text, mentioned: list[Moment]) -> Iterator[tuple[int, int]]:
    """A body that opens a sentence and acts: 县水利局通知, 县水利局将于, 县水利局明天, 明天县水利局召开."""
    opening = re.compile(
        rf"(?:^|[\n。;!【】,:《〈]|@\S+\s|号\s|[点分半时](?!分)|\d(?![点分时年月日号]))\s*(?:请注意\s*)?({_bodies()})"
    )
    starts = {moment.span[0] for moment in mentioned}
    behind = re.compile(rf"[\s,]*({_bodies()})")
    timed = [match for moment in mentioned if (match := behind.match(text.plain, moment.span[1]))]
    for match in [*opening.finditer(text.plain), *timed]:
        for end in _ends(match):
            if end in starts or _acts().match(text.plain, end):
                yield match.start(1), end


def _spoken(text: Text, mentioned: list[Moment]) -> Iterator[tuple[int, int]]:
    """Who spoke first in a forwarded chat, without the name behind the body."""
    if re.search("转(?:发|达)?(?:上级|[省市区县]里?局?)", text.plain):
        return  # a clerk of one's own who passes on what somebody unnamed wants
    if match := re.match(rf"\s*({_bodies()})[小老][\u4e00-\u9fff]\s*:", text.plain):
        yield match.span(1)
    for start, end in islice(speakers(text), 1):
        if match := re.match(rf"({_bodies()})(?:[-—–_· ]*[\u4e00-\u9fff]{{1,4}})?$", text.plain[start:end]):
            yield start, start + match.end(1)


def _signed(text: Text, mentioned: list[Moment]) -> Iterator[tuple[int, int]]:
    """In brackets at the very end, or on one of the last lines, perhaps with the date below or behind."""
    if match := re.search(r"\(([^()\n]+)\)\s*$", text.plain):
        yield match.span(1)
    lines = [match.span() for match in re.finditer(r"[^\n]+", text.plain) if match.group().strip()]
    for start, end in reversed(lines[-3:] if len(lines) > 1 else []):
        cut = min((m.span[0] for m in mentioned if start <= m.span[0] < end), default=end)
        lead = re.match(r"[\s—\-]*", text.plain[start:cut])
        yield start + (lead.end() if lead else 0), cut
    if match := re.search(r"[。!]\s*[—\-]*\s*([^\n。,;:!]{2,30})\s*$", text.plain):
        yield match.span(1)
        if inner := re.match(rf"({_bodies()})[\u4e00-\u9fff]{{1,8}}[科股组处]$", match[1]):
            yield match.start(1), match.start(1) + inner.end(1)
    someone = r"(?:[\u4e00-\u9fff]{1,6}[科股])?(?:\s*[小老][\u4e00-\u9fff]|\s+[\u4e00-\u9fff]{2,3})"
    if match := re.search(rf"[。!,;\n]\s*[—\-]*\s*({_bodies()}){someone}[。!\s]*$", text.plain):
        yield match.span(1)


def _team(text: Text, mentioned: list[Moment]) -> Iterator[tuple[int, int]]:
    """省级耕地保护督察组将于…: a team of a level, when no body of its own is named."""
    level = r"(?:^|[\n。;!,:])\s*((?:国家|中央|省|市|县|区|州|自治区)[\u4e00-\u9fff]{0,16}?"
    for match in re.finditer(rf"{level}{VISITORS})(?=[将拟于到来赴对定一\d明后今本下])", text.plain):
        yield from [(match.start(1), end) for end in _ends(match)][:1] or [match.span(1)]


def _addressed(text: Text, mentioned: list[Moment]) -> Iterator[tuple[int, int]]:
    """Where a form goes to is, when nobody else is named, who asks for it."""
    sent = r"(?:(?<=[前要须必])给|报送|上报|报(?![名表告送])|发送?|交|反馈|提交|送)(?:至|到|给|回)?"
    to = rf"{sent}\s*({_bodies()})(?=[^,。;\n]{{0,8}}(?:邮箱|$|[,。;\n(]))"
    wanted = rf"\(({_bodies()})(?:要求|通知|布置|催|转)[^()]{{0,6}}\)"
    to_me = rf"(?:发我|报我|交我|联系人:?)\s*\(({_bodies()})[\u4e00-\u9fff]{{0,3}}\)"
    for match in [*re.finditer(to, text.plain), *re.finditer(to_me, text.plain), *re.finditer(wanted, text.plain)]:
        yield match.span(1)


def _standing(text: Text, mentioned: list[Moment]) -> Iterator[tuple[int, int]]:
    """By itself between blanks or commas, as in a line copied from a register."""
    for match in re.finditer(rf"(?<=[\s,])({_bodies()})(?=[\s,])", text.plain):
        yield match.span(1)


def _ends(match: re.Match[str]) -> Iterator[int]:
    """Where the body may end: at each ending inside the longest run of signs, the last first."""
    for ending in reversed(list(re.finditer(any_of("issuer_endings"), match[1]))):
        yield match.start(1) + ending.end()


def _is_body(name: str) -> bool:
    """Ends like a body, and holds no word that only sentences have. A town that is spoken to is no issuer."""
    narrow = name.replace("共青团", "")
    spoken_to = narrow in _NOBODY or _TOWN.search(narrow) or _PARTY.search(narrow)
    if not 2 <= len(narrow) <= 40 or spoken_to or has("not_issuers_within").search(narrow):
        return False
    return all(re.search(any_of("issuer_endings") + r"(?:\(.*\))?$", part) for part in narrow.split("、"))


@cache
def _acts() -> re.Pattern[str]:
    """What stands behind a body that does something; perhaps a team or a leader of it comes first."""
    division = r"(?:[\u4e00-\u9fff]{1,5}[科股])?(?:[小老][\u4e00-\u9fff](?=来?电|打))?(?:刚刚?|已|今天|昨天|近日)?"
    people = rf"{any_of('after_issuers')}|{_TEAM}|{_LEADER}"
    people += r"|[一二两三四五六七八九十几\d]+[位名个](?:同志|人|领导|老师|专家|干部)"
    acting = rf"{division}\s*(?:{people}|[《〈】]|,\s*关于|在\s*(?:OA|公文|系统|内网)|:(?=[^\n]))"
    return re.compile(rf"(?!组织部)(?:{acting}|(?:拟|计划|定)?\s*于|[赴到对])")


@cache
def _bodies() -> str:
    one = rf"[\u4e00-\u9fff]{{0,20}}{any_of('issuer_endings')}"
    return rf"{one}(?:[、和]{one})*"
