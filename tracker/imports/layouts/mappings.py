"""Where each field of a record comes from in a file.

Without a mapping the headings say it themselves (headers.py). A mapping file (`--columns FILE.json`) is one JSON
object from field to source, for files whose headings are not known. A source is

    "Column"                               one column
    ["Column A", "Column B"]               several, joined by a blank; blank cells are left out
    {"value": "…"}                         the same text in every row
    {"template": "{Column A}-12-31"}       text around columns; blank when every column is blank
    {"column": "…"} or {"columns": […]}    as above, with any of these options:
        "join": "、"                       what stands between several columns
        "format": "%d/%m/%Y"               how a date is written, in the signs of strptime
        "fill_down": true                  a blank cell repeats the one above it (merged cells)
        "empty": ["0", "NA"]               texts that mean nothing was said
        "words": {"Routine": "检查"}       what a whole cell stands for
        "unit": "hours"                    what a bare number of time means: hours or minutes

Column names are compared without blanks, width and case. Fields are those of fixtures/column_names.json, "columns":
title, issuer, number, date, issued_on, start, end, minutes, attendees, channel, recipients, deadline, status and so on.
A field the mapping leaves out stays empty; headings are not searched for it. Unknown fields and columns are an error.
"""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from tracker.imports.opening.cells import plain
from tracker.imports.problems import ImportFileError
from tracker.imports.vocabulary import names

_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
_OPTIONS = {"value", "column", "columns", "template", "join", "format", "fill_down", "empty", "words", "unit"}
_UNITS = {None, "hours", "minutes"}


@dataclass(frozen=True, slots=True)
class Source:
    """Where one field comes from."""

    columns: tuple[str, ...] = ()
    value: str | None = None
    template: str | None = None
    join: str = " "
    format: str | None = None
    fill_down: bool = False
    empty: frozenset[str] = frozenset()
    words: dict[str, str] = field(default_factory=dict)
    unit: str | None = None

    @property
    def label(self) -> str:
        """The column as an error names it."""
        return "、".join(self.columns) or (self.value or "")


Mapping = dict[str, Source]


def read_mapping(data: bytes) -> Mapping:
    """Raises ImportFileError when the bytes are no mapping, with the field that is wrong."""
    try:
        told = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise ImportFileError(_("列名对照文件不是有效的 JSON（UTF-8）。")) from error
    if not isinstance(told, dict) or not told:
        raise ImportFileError(_("列名对照文件应是一个 JSON 对象：字段对列名。"))
    return {name: _source(name, spec) for name, spec in told.items()}


def filled(template: str, cells: dict[str, str]) -> str:
    """The template with its columns filled in, single blanks between words; empty when all columns are."""
    if not any(cells.values()):
        return ""
    return " ".join(_PLACEHOLDER.sub(lambda match: cells[match[1]], template).split())


def _source(name: str, spec: Any) -> Source:
    if name not in names("columns"):
        raise _wrong(name, _("没有这个字段"))
    if isinstance(spec, str):
        return Source(columns=(spec,))
    if isinstance(spec, list):
        return Source(columns=_texts(name, spec))
    if not isinstance(spec, dict) or spec.keys() - _OPTIONS:
        raise _wrong(name, _("写法不对"))
    return _from_object(name, spec)


def _from_object(name: str, spec: dict[str, Any]) -> Source:
    template = spec.get("template")
    columns = _texts(name, [spec["column"]] if "column" in spec else spec.get("columns", []))
    if isinstance(template, str):
        columns = tuple(_PLACEHOLDER.findall(template))
    if not columns and not isinstance(spec.get("value"), str):
        raise _wrong(name, _("没有写列名"))
    words = spec.get("words", {})
    if not isinstance(words, dict) or spec.get("unit") not in _UNITS:
        raise _wrong(name, _("写法不对"))
    return Source(
        columns=columns,
        value=spec.get("value"),
        template=template,
        join=str(spec.get("join", " ")),
        format=spec.get("format"),
        fill_down=bool(spec.get("fill_down")),
        empty=frozenset(plain(text) for text in _texts(name, spec.get("empty", []))),
        words={plain(text): str(meaning) for text, meaning in words.items()},
        unit=spec.get("unit"),
    )


def _texts(name: str, told: Any) -> tuple[str, ...]:
    if not isinstance(told, list) or not all(isinstance(text, str) for text in told):
        raise _wrong(name, _("写法不对"))
    return tuple(told)


def _wrong(name: str, what: str) -> ImportFileError:
    return ImportFileError(_("列名对照文件中的“%(field)s”%(what)s。请按说明改正。") % {"field": name, "what": what})
