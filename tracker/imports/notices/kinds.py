"""What kind of notice a text is; none where it asks nothing of anybody."""

import re
from enum import StrEnum

from tracker.imports.notices.demands import report_asked
from tracker.imports.notices.issuers import VISITORS, issuer_of
from tracker.imports.notices.moments import Moment
from tracker.imports.notices.numbers import number_of
from tracker.imports.notices.texts import Text
from tracker.imports.notices.titles import convening, form_title, meeting_title, paper_title, visit_title
from tracker.imports.notices.vocabulary import any_of, has

_QUESTION = re.compile(r"(?:\?|吗|呢)\s*$|^(?:谁|请问|有没有|哪位)")
_CALLED_OFF = re.compile(
    r"(?:会|会议|培训|检查|督查|调研)[^,。;\n]{0,12}(?:取消|不开了|不再召开|暂缓)|(?:推迟|延期|改期|延后)[,。;][^。;\n]{0,12}另行"
)
_BARE = re.compile("(?:工作)?(?:座谈|汇报|见面|反馈|交流|碰头|动员|工作)会议?|会议")
_LOOKING = re.compile(
    r"(?<!大家)(?<!欢迎)(?<!快)来[看查](?![电演病收阅询望])|(?:过来|来我?[镇乡村县]|来咱|来街道|来社区|带队(?:来|到|赴))[^,。;\n]{0,12}?(?:看(?!电影|病|戏|望)|查(?![收阅询]))"
)
_HEADED = re.compile("例?会(?:提醒|预告)|会议(?:通知|邀请|安排|提醒|预告|变更|改期)")
_TRANSFER = re.compile(r"转发?[^,。;\n]{2,25}(?:文件|来文|《)|收到[^,。;\n]{2,25}关于")


class NoticeKind(StrEnum):
    MEETING = "meeting"
    DOCUMENT = "document"
    INSPECTION = "inspection"
    FORM_DEMAND = "form_demand"
    NONE = "none"


def kind_of(text: Text, mentioned: list[Moment], event: Moment | None) -> NoticeKind:
    """A paper that is passed on, else a visit, a meeting, a form that is due; none when no sign is sure enough."""
    if _is_chat(text, mentioned):
        return NoticeKind.NONE
    if _is_paper(text, event) and not _convenes(text, mentioned, event):
        return NoticeKind.DOCUMENT
    if _is_visit(text, mentioned, event):
        return NoticeKind.INSPECTION
    if _is_meeting(text, mentioned, event):
        return NoticeKind.MEETING
    if report_asked(text) and (form_title(text) or _is_due(text, mentioned)):
        return NoticeKind.FORM_DEMAND
    return NoticeKind.DOCUMENT if number_of(text) and paper_title(text) else NoticeKind.NONE


def _is_chat(text: Text, mentioned: list[Moment]) -> bool:
    """A question, something called off, a wish or a service nobody of office speaks of."""
    whole = text.plain.strip()
    service = has("service").search(text.plain) and issuer_of(text, mentioned) is None
    return bool(
        _QUESTION.search(whole)
        or _CALLED_OFF.search(whole)
        or service
        or has("to_households").search(whole)
        or re.search("停[水电气]通知", whole)
    )


def _is_paper(text: Text, event: Moment | None) -> bool:
    """A paper with its title and a word of handing on. Papers that convene or visit by themselves are not meant."""
    if paper_title(text) is None:
        return False
    brought = event is None and number_of(text)
    return bool(brought or has("transmitting").search(text.plain) or _TRANSFER.search(text.plain))


def _convenes(text: Text, mentioned: list[Moment], event: Moment | None) -> bool:
    """关于召开…的通知 with the day of the meeting in it."""
    title = paper_title(text)
    return bool(title and re.match("关于(?:组织)?(?:召开|举办|参加|收听|收看)", title.value)) and _is_meeting(
        text, mentioned, event
    )


def _is_visit(text: Text, mentioned: list[Moment], event: Moment | None) -> bool:
    if event is None:
        return False
    if _comes_unnamed(text, mentioned):
        return True
    if not has("inspection_endings").search(text.plain):
        return False
    going = re.search(rf"(?:到|赴|来|对)[^,。;\n]{{0,20}}{any_of('inspection_endings')}", text.plain)
    coming = has("visiting").search(text.plain) or ((going or _is_planned(text, event)) and issuer_of(text, mentioned))
    helping = re.search("配合|协助|涉及我", text.plain) and has("undertaking").search(text.plain)
    coming = coming or (helping and issuer_of(text, mentioned))
    meeting = meeting_title(text, mentioned)
    gathering = re.search(r"召开|参会|会议通知", text.plain) or ("会议室" in text.plain and meeting)
    if going and meeting and _BARE.fullmatch(meeting.value):
        gathering = None  # a visit at which 座谈会 is held
    return bool(coming and not gathering and visit_title(text, mentioned))


def _comes_unnamed(text: Text, mentioned: list[Moment]) -> bool:
    """A team that comes, or people of a body who come to look (过来查食堂), though the visit has no name."""
    if re.search(r"召开|参会|会议", text.plain):
        return False
    body = issuer_of(text, mentioned)
    team = re.search(rf"{VISITORS}[^,。;\n]{{0,30}}(?:进驻|[来到赴](?!期)|莅临)", text.plain)
    team = team or re.search(rf"派出?[^,。;\n]{{0,8}}{VISITORS},?对", text.plain)
    looking = _LOOKING.search(text.plain)
    return bool(body and (looking or (team and not meeting_title(text, mentioned))))


def _is_planned(text: Text, event: Moment) -> bool:
    """拟于9月11日起开展专项检查: what the sender is going to do, not what others are told to do."""
    start, end = event.span
    ahead = re.search(r"(?:拟|将|定|计划|决定)(?:于|在)?\s*$", text.plain[:start])
    what = rf"(?:起|开始|左右|前后|期间)?[\s,]*(?:组织|对[^,。;\n]{{1,25}}?)?(?:分组|集中)?{any_of('undertaking')}"
    return bool(ahead and re.match(what, text.plain[end:]))


def _is_meeting(text: Text, mentioned: list[Moment], event: Moment | None) -> bool:
    called = convening().search(text.plain) or has("attending").search(text.plain) or _HEADED.search(text.plain)
    called = called or has("moving").search(text.plain) or re.search(rf"会议?{any_of('announcing')}", text.plain)
    return bool(event and called and meeting_title(text, mentioned))


def _is_due(text: Text, mentioned: list[Moment]) -> bool:
    asked = re.search(r"请|务必|要求|须|必须|尽快|每[村镇组]|各[村镇]", text.plain)
    return bool(asked and mentioned)
