"""Who must come. A group that names a principal asks for the principal."""

import re
from functools import cache

from tracker.imports.notices.texts import Found, Text
from tracker.imports.notices.vocabulary import any_of, has

PRINCIPAL, DEPUTY, STAFF = "主要负责同志", "分管负责同志", "工作人员"
_HEADING = re.compile(r"(?:参会|参加|出席|参训)(?:人员|范围|对象)\s*:?\s*\n\s*$")
_LABEL = re.compile(r"(?:参会|参加|出席|参训|与会|陪同|列席)(?:人员|范围|对象|单位|领导)?\s*:")


def rank_of(text: Text, title: Found[str] | None = None) -> Found[str] | None:
    """The highest rank named where somebody is asked to attend; None when nobody is. The title asks nobody."""
    best: dict[str, Found[str]] = {}
    for start, end in text.sentences():
        is_asked = has("attending").search(text.plain, start, end) or _HEADING.search(text.plain[:start])
        if not is_asked or re.search("(?:无需|不用|不必|不需|谢绝)陪", text.plain[start:end]):
            continue
        for rank, word in _named(text.plain[start:end]):
            found = Found(rank, start + word.start(), start + word.end())
            if not (title and title.start <= found.start < title.end):
                best.setdefault(rank, found)
    return best.get(PRINCIPAL) or best.get(DEPUTY) or best.get(STAFF)


def _named(sentence: str) -> list[tuple[str, re.Match[str]]]:
    """Ranks of a sentence, clause by clause: who speaks or presides does not have to be sent."""
    named = []
    for match in _ranks().finditer(sentence):
        clause = re.split("[,。;]", sentence[match.end() :])[0]
        if match.lastgroup and match.lastgroup != "other" and not has("not_attending").search(clause):
            named.append(({"principal": PRINCIPAL, "deputy": DEPUTY, "staff": STAFF}[match.lastgroup], match))
    return [(rank, match) for rank, match in named if not _is_visitor(sentence, match, rank)]


def _is_visitor(sentence: str, match: re.Match[str], rank: str) -> bool:
    """县里工作人员一行5人: people who come, and do not have to be sent; so is a mere heading (参会人员)."""
    if rank != STAFF:
        return bool(re.match(r"\s*(?:一行|带队(?!参)|等\d)", sentence[match.end() :]))
    heading = re.match(r"\s*(?:范围|名单|回执)?\s*(?::|一行|\d)", sentence[match.end() :])
    return bool(heading) or bool(re.search(r"(?:参会|参加|与会|出席|检查)$", sentence[: match.start()]))


@cache
def _ranks() -> re.Pattern[str]:
    other = any_of("not_principals_titles")
    return re.compile(
        rf"(?P<deputy>{any_of('deputies')}|分管[^,。;、和及与\n]{{1,6}}?(?:[镇乡县]长|书记|主任|领导|负责))|(?P<other>{other})|(?P<principal>(?<!副){any_of('principals')})"
        rf"|(?P<staff>{any_of('staff')})"
    )
