"""Who received: names, codes, and groups such as 各乡镇人民政府、各街道办事处."""

import re

from django.utils.translation import gettext as _

from tracker.imports.problems import DoubtError, UnreadableError
from tracker.imports.values.chinese_numerals import number_of
from tracker.imports.values.names import OfficeNames
from tracker.models.offices import Office

Kind = Office.Kind
_SEPARATORS = re.compile(r"[、,，;；/]+|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_GROUPS = (
    ("乡镇", (Kind.TOWN,)),
    ("镇", (Kind.TOWN,)),
    ("乡", (Kind.TOWN,)),
    ("街", (Kind.STREET,)),
    ("村", (Kind.VILLAGE,)),
    ("社区", (Kind.COMMUNITY,)),
)
_COUNTED = re.compile(
    r"^(?:全[省市县区])?(\d{1,2}|[一二三四五六七八九十]{1,3})个?((?:乡镇|镇街|街镇|乡|镇|街道|村|社区).*)$"
)
_BODIES = re.compile(r"[、,，](?:人民政府|政府|党委|党工委|办事处|管委会)(?=[、,，;；]|$)")  # 各乡镇党委、政府
_SHORT_EVERY = re.compile(
    r"(各(?:乡|镇|街道?)(?:人民政府|办事处)?、)((?:乡|镇|街道?)(?:人民政府|办事处)?(?=[、,，;；]|$))"
)
_EVERY = re.compile(r"^(?:[^各]{0,6}[省市县区镇乡])?(?:各|所有|全部)")
_BARE = re.compile(r"^(?:乡镇|街道|社区|村)(?:人民政府|办事处)?$")  # the second half of 各乡镇、街道
_UNCLEAR = re.compile(
    r"^(?![^各]{0,6}[省市县区镇乡]各|所有)[^各]{1,8}各(?:乡|镇|街|村)|(?:有关|相关|部分|涉及|重点).*(?:乡|镇|街|村|社区)|"
    r"(?:乡|镇|街道?|村|社区)等$"
)
_NAMES = r"[^（()）、,，;；]+(?:、[^（()）、,，;；]+)*"
_EXCEPT = re.compile(
    rf"[(（]?({_NAMES})除外[)）]?|[(（]?除([^（()）]+?)(?:以?外|之外)?[)）]|^除(.+?)(?:以外|之外|外)[,，的]?"
)
_OTHERS = re.compile(
    r"^(?:全[省市县区])?各|^[省市县区]直|委员会各|部门$|单位$|^[省市县区](?:委|政府|人大|政协|纪委|属)|"
    r"(?:局|办|委|院|会|部|办公室|公司|中心|学校|医院)$"
)


def understand_recipients(text: str, names: OfficeNames) -> list[Office]:
    """The offices meant, each once, in official order of groups; other addressees (县直各单位) are left out.

    Groups leave out what 除外 names. Raises UnreadableError for a name nobody knows, DoubtError for 有关乡镇.
    """
    if names.known(text):
        return [names.find(text)]
    rest, left_out = _without_exceptions(_SHORT_EVERY.sub(r"\1各\2", text) if "各" in text else text, names)
    parts = [part for part in _SEPARATORS.split(rest) if part.strip()]
    if any(_UNCLEAR.search(part) for part in parts):
        raise _undetermined(text)
    found = [office for part in parts for office in _part(part, names)]
    return [office for office in dict.fromkeys(found) if office not in left_out]


def other_addressees(text: str, names: OfficeNames) -> list[str]:
    """The parts that name no office below the county: 县直各单位, 县应急管理局."""
    parts = [part.strip() for part in _SEPARATORS.split(_without_exceptions(text, names)[0]) if part.strip()]
    return [part for part in parts if not any(is_local(office) for office in _found(part, names))]


def is_local(office: Office) -> bool:
    return office.level in {Office.Level.TOWN, Office.Level.VILLAGE}


def _found(part: str, names: OfficeNames) -> list[Office]:
    try:
        return _part(part, names)
    except (DoubtError, UnreadableError):
        return []


def _without_exceptions(text: str, names: OfficeNames) -> tuple[str, list[Office]]:
    left_out = [
        office
        for match in _EXCEPT.finditer(text)
        for part in _SEPARATORS.split(match[1] or match[2] or match[3])
        if part.strip()
        for office in _part(part, names)
    ]
    return _BODIES.sub("", _EXCEPT.sub("", text)), left_out


def _part(part: str, names: OfficeNames) -> list[Office]:
    if names.known(part):
        return [names.find(part)]
    if counted := _COUNTED.match(part):
        return _all_of(counted, part, names)
    if (_EVERY.match(part) or _BARE.match(part)) and (kinds := _kinds(part)):
        return names.below(kinds)
    if _OTHERS.search(part):
        return []
    raise names.unknown(part)


def _all_of(counted: re.Match[str], part: str, names: OfficeNames) -> list[Office]:
    """9个乡镇, where there are nine of them; which three of them are meant, nobody can tell."""
    found = names.below(_kinds(counted[2]))
    if len(found) != number_of(counted[1]) if not counted[1].isdecimal() else len(found) != int(counted[1]):
        raise _undetermined(part)
    return found


def _undetermined(text: str) -> DoubtError:
    return DoubtError(
        "recipients_not_determinable",
        _("“%(text)s”看不出具体是哪些单位。请逐一写明。") % {"text": text},
    )


def _kinds(part: str) -> set[str]:
    return {kind for word, kinds in _GROUPS if word in part for kind in kinds}
