"""Who issued: one body, or several in one cell, of which the first that is known leads."""

import re

from tracker.imports.problems import DoubtError
from tracker.imports.values.names import OfficeNames
from tracker.models.offices import Office

_ROLE = re.compile(r"[(（](?:牵头|主办|联合|代章|盖章|会签|转)[)）]|等(?:部门|单位)?$")
_SEPARATORS = re.compile(r"[、,，;；/]+|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")


def understand_issuers(text: str, names: OfficeNames) -> list[Office]:
    """The known bodies in the order written; the first leads.

    A name that contains blanks or commas is tried whole before it is taken apart. Raises UnreadableError when no
    body is known: issuers are never made up.
    """
    if names.known(text):
        return [names.find(text)]
    parts = [part for part in _SEPARATORS.split(_ROLE.sub("", text)) if part.strip()]
    found = [office for part in parts for office in _one(part, names)]
    if not found:
        raise names.unknown(text)
    return list(dict.fromkeys(found))


def _one(part: str, names: OfficeNames) -> list[Office]:
    candidates = names.known(part)
    if len(candidates) > 1:
        raise _ambiguous(part, names)
    return candidates


def _ambiguous(part: str, names: OfficeNames) -> DoubtError:
    try:
        names.find(part)
    except DoubtError as doubt:
        return doubt
    raise AssertionError(part)
