"""What the headings of a table mean: each column's field, by its known names first and then by the words in it."""

import re
import unicodedata
from collections.abc import Mapping as Columns
from dataclasses import replace
from functools import cache

from tracker.imports.cells import plain
from tracker.imports.mappings import Mapping, Source
from tracker.imports.vocabulary import names, words

_BRACKETED = re.compile(r"[(\[【〔].*?[)\]】〕]")
_MARKS = re.compile(r"[*:：★＊?]")
_NOT_READ = "not_read"


def recognised(headings: tuple[str, ...]) -> Mapping:
    """Field to column: by the known names (of several names of a field the preferred one that is there), then words."""
    mapping = _by_name(headings)
    _add_by_words(mapping, headings)
    return mapping


def corrected(mapping: Mapping, headings: tuple[str, ...], corrections: Columns[str, str]) -> Mapping:
    """The mapping with the columns a person knows better: heading → field, "" for a column that is not read.

    A field that was given a column leaves the one it had; several columns given to one field are joined.
    """
    told = {heading: corrections[heading] for heading in dict.fromkeys(headings) if heading in corrections}
    if not told:
        return mapping
    given = {name for name in told.values() if name}
    kept = {
        name: source for name, source in mapping.items() if name not in given and not told.keys() & {*source.columns}
    }
    columns = {name: tuple(heading for heading, field in told.items() if field == name) for name in given}
    return kept | {name: replace(source_of(its[0]), columns=its) for name, its in columns.items()}


def known_headings(headings: tuple[str, ...]) -> int:
    """How many of the headings are names that ledgers are known to use, also those of columns that are not read."""
    known = _all_names()
    return sum(plain(heading) in known or bare(heading) in known for heading in headings if heading)


def bare(heading: str) -> str:
    """A heading without its unit, star or colon: *时长（分钟）： is 时长."""
    half = unicodedata.normalize("NFKC", heading)
    return plain(_MARKS.sub("", _BRACKETED.sub("", half)))


def source_of(column: str) -> Source:
    return Source(columns=(column,), unit=_unit(column), empty=words("nothing"))


def _by_name(headings: tuple[str, ...]) -> Mapping:
    places: dict[str, str] = {}
    for heading in reversed(headings):
        places[bare(heading)] = heading
    places |= {plain(heading): heading for heading in reversed(headings)}
    mapping: Mapping = {}
    taken: set[str] = set()
    for name, known in names("columns").items():
        column = next((places[plain(word)] for word in known if places.get(plain(word), "") not in taken | {""}), None)
        if column is not None:
            taken.add(column)
            mapping[name] = source_of(column)
    return mapping


def _add_by_words(mapping: Mapping, headings: tuple[str, ...]) -> None:
    """Columns whose names nobody listed: 参加会议的人数 speaks of people. The first field whose words fit is meant."""
    taken = {column for source in mapping.values() for column in source.columns}
    for heading in dict.fromkeys(headings):
        if not heading or heading in taken:
            continue
        name = _field_by_words(bare(heading))
        if name and name != _NOT_READ and name not in mapping:
            mapping[name] = source_of(heading)


def _field_by_words(heading: str) -> str | None:
    patterns = names("column_patterns").items()
    return next((name for name, known in patterns if any(re.search(one, heading) for one in known)), None)


@cache
def _all_names() -> frozenset[str]:
    listed = [word for known in names("columns").values() for word in known]
    return frozenset(plain(word) for word in listed) | words("other_columns")


def _unit(heading: str) -> str | None:
    if "小时" in heading or "hour" in heading.lower():
        return "hours"
    return "minutes" if "分钟" in heading or "minute" in heading.lower() else None
