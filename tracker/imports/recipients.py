"""Who received: names, codes, and groups such as 各乡镇人民政府、各街道办事处."""

import re

from django.utils.translation import gettext as _

from tracker.imports.names import OfficeNames
from tracker.imports.problems import DoubtError
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
_EVERY = re.compile(r"^(?:全[省市县区镇乡])?(?:各|所有|全部)")
_BARE = re.compile(r"^(?:乡镇|街道|社区|村)(?:人民政府|办事处)?$")  # the second half of 各乡镇、街道
_UNCLEAR = re.compile(r"有关|相关|部分|除|等$")
_OTHERS = re.compile(r"^(?:全[省市县区])?各|^[省市县区]直|委员会各|各部门|单位$")


def understand_recipients(text: str, names: OfficeNames) -> list[Office]:
    """The offices meant, each once, in official order of groups; other addressees (县直各单位) are left out.

    Raises UnreadableError for a name nobody knows, DoubtError for 有关乡镇 and exceptions that a person must resolve.
    """
    if names.known(text):
        return [names.find(text)]
    if _UNCLEAR.search(text):
        raise DoubtError(
            "recipients_not_determinable",
            _("“%(text)s”看不出具体是哪些单位。请逐一写明。") % {"text": text},
        )
    found = [office for part in _SEPARATORS.split(text) if part.strip() for office in _part(part, names)]
    return list(dict.fromkeys(found))


def _part(part: str, names: OfficeNames) -> list[Office]:
    if names.known(part):
        return [names.find(part)]
    if (_EVERY.match(part) or _BARE.match(part)) and (kinds := _kinds(part)):
        return names.below(kinds)
    if _OTHERS.search(part):
        return []
    raise names.unknown(part)


def _kinds(part: str) -> set[str]:
    return {kind for word, kinds in _GROUPS if word in part for kind in kinds}
