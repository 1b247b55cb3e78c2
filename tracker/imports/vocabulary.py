"""The words clerks use, as data (fixtures/column_names.json): column names, channels, formats, kinds of office."""

import json
import re
from functools import cache
from typing import Any

from django.conf import settings

from tracker.imports.opening.cells import plain


def names(subject: str) -> dict[str, list[str]]:
    """Code to the words for it, in order of preference, as written in the file."""
    table: dict[str, list[str]] = _file()[subject]
    return table


@cache
def codes(subject: str) -> dict[str, str]:
    """Each word, compared without blanks, width and case, to its code; the codes themselves are words too."""
    table = {plain(word): code for code, words in names(subject).items() for word in words}
    return {plain(code): code for code in names(subject)} | table


@cache
def words(subject: str) -> frozenset[str]:
    """A flat list of words, made comparable by cells.plain."""
    return frozenset(plain(word) for word in _file()[subject])


@cache
def patterns(subject: str) -> dict[str, re.Pattern[str]]:
    """Code to a regular expression."""
    return {code: re.compile(pattern) for code, pattern in _file()[subject].items()}


@cache
def ordered_patterns(subject: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Pairs of code and regular expression; the first that fits decides."""
    return tuple((code, re.compile(pattern)) for code, pattern in _file()[subject])


@cache
def _file() -> dict[str, Any]:
    path = settings.BASE_DIR / "fixtures" / "column_names.json"
    table: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return table


def channel_name(code: str) -> str | None:
    """How a channel is written in reports; None for an unknown one."""
    known: dict[str, str] = _file()["channel_names"]
    return known.get(code)
