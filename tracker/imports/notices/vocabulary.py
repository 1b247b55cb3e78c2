"""The words notices use, as data (fixtures/notice_words.json), ready for patterns."""

import json
import re
from functools import cache

from django.conf import settings


@cache
def words(subject: str) -> tuple[str, ...]:
    """The words of a subject, longest first, so that a pattern finds 主要负责 before 负责."""
    return tuple(sorted(_file()[subject], key=lambda word: (-len(word), word)))


@cache
def any_of(subject: str) -> str:
    """A pattern, without a group of its own, for any word of a subject."""
    return "(?:" + "|".join(re.escape(word) for word in words(subject)) + ")"


@cache
def has(subject: str) -> re.Pattern[str]:
    """A compiled pattern that finds any word of a subject."""
    return re.compile(any_of(subject))


@cache
def end_of_work() -> str:
    """When offices close, as HH:MM; what 下班前 means."""
    return str(_file()["end_of_work"])


@cache
def _file() -> dict[str, list[str]]:
    path = settings.BASE_DIR / "fixtures" / "notice_words.json"
    table: dict[str, list[str]] = json.loads(path.read_text(encoding="utf-8"))
    return table
