"""Text that knows which of its figures are the ledger's: marked while it is composed, kept while a person edits it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Any

_OPEN, _BETWEEN, _CLOSE = "\ue000", "\ue001", "\ue002"
_MARKED = re.compile(f"{_OPEN}([^{_BETWEEN}]*){_BETWEEN}([^{_CLOSE}]*){_CLOSE}")
_SIGNS = str.maketrans("", "", _OPEN + _BETWEEN + _CLOSE)
_WHOLE = r"(?<!\d)(?<!\d[,.])%s(?![\d%%])(?![,.]\d)"  # no part of a longer number
_NUMBER = r"\d[\d,]*(?:\.\d+)?%?"


@dataclass(frozen=True, slots=True)
class Mark:
    """The characters from `start` up to `end` of a text are the figure `key`."""

    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A heading, "" for none, its text and the figures in it, in order."""

    heading: str
    text: str
    marks: tuple[Mark, ...] = ()

    def figures(self) -> list[tuple[str, str]]:
        """Key and wording of each figure."""
        return [(mark.key, self.text[mark.start : mark.end]) for mark in self.marks]

    def pieces(self) -> Iterator[tuple[str, str]]:
        """The text from end to end as (words, key); the key is "" between the figures."""
        end = 0
        for mark in self.marks:
            yield self.text[end : mark.start], ""
            yield self.text[mark.start : mark.end], mark.key
            end = mark.end
        yield self.text[end:], ""


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure that says something else by now; now: "" where the ledger does not know it any more."""

    key: str
    told: str
    now: str


def said(key: str, words: str) -> str:
    """Words for a sentence that `paragraph` will know as the figure `key`."""
    return f"{_OPEN}{key}{_BETWEEN}{plain(words)}{_CLOSE}"


def plain(words: str) -> str:
    """A name for a sentence: without the signs that mark figures."""
    return words.translate(_SIGNS)


def paragraph(heading: str, composed: str) -> Paragraph:
    """The paragraph whose sentences were composed with `said`."""
    text, marks, end = "", [], 0
    for found in _MARKED.finditer(composed):
        text += composed[end : found.start()]
        marks.append(Mark(len(text), len(text) + len(found[2]), found[1]))
        text += found[2]
        end = found.end()
    return Paragraph(heading, text + composed[end:], tuple(marks))


def moved(paragraphs: Sequence[Paragraph], now: Mapping[str, str]) -> list[Moved]:
    """Figures of the text that the ledger words otherwise by now, each once, in the order of reading."""
    told = {pair: None for one in paragraphs for pair in one.figures()}
    return [Moved(key, words, now.get(key, "")) for key, words in told if now.get(key, "") != words]


def updated(old: Paragraph, now: Mapping[str, str]) -> Paragraph:
    """The same text with every figure that the ledger still knows as it is now."""
    words = ((now.get(key) or text, key) for text, key in old.pieces())
    return paragraph(old.heading, "".join(said(key, text) if key else text for text, key in words))


def edited(old: Paragraph, text: str, now: Mapping[str, str]) -> Paragraph:
    """`old` after a person wrote `text` in its place.

    A figure stays one where its words stand unchanged between the same words, or were mended to what the ledger says
    now. Every other number is the person's own and bears no mark.
    """
    before, after = _tokens(old.text, old, now), _tokens(plain(text), old, now)
    keys = _keys(before, old)
    kept: dict[int, str] = {}
    for act, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        for i, j in _pairs(i1, i2, j1, j2):
            if keys[i] and (act == "equal" or after[j] == now.get(keys[i])):
                kept[j] = keys[i]
    return paragraph(
        old.heading, "".join(said(kept[j], token) if j in kept else token for j, token in enumerate(after))
    )


def _pairs(i1: int, i2: int, j1: int, j2: int) -> Iterator[tuple[int, int]]:
    """Tokens that stand for each other: none where there are more on one side."""
    if i2 - i1 == j2 - j1:
        yield from zip(range(i1, i2), range(j1, j2), strict=True)


def _keys(tokens: Sequence[str], old: Paragraph) -> list[str]:
    """Which figure each token of the old text is; "" for none."""
    keys, starts = {mark.start: mark.key for mark in old.marks}, accumulate(map(len, tokens), initial=0)
    return [keys.get(start, "") for start, _token in zip(starts, tokens, strict=False)]


def _tokens(text: str, old: Paragraph, now: Mapping[str, str]) -> list[str]:
    """The text cut into wordings of figures, numbers and single characters; nothing is lost."""
    wordings = {words for key, told in old.figures() for words in (told, now.get(key, "")) if words}
    longest = sorted(wordings, key=len, reverse=True)
    pattern = "|".join([*(_WHOLE % re.escape(words) for words in longest), _NUMBER, r"[\s\S]"])
    return re.findall(pattern, text)


def stored(paragraphs: Sequence[Paragraph]) -> tuple[list[dict[str, str]], dict[str, Any]]:
    """As Brief keeps them: headings and texts, and where the figures stand in them."""
    texts = [{"heading": one.heading, "text": one.text} for one in paragraphs]
    return texts, {"marks": [[[mark.start, mark.end, mark.key] for mark in one.marks] for one in paragraphs]}


def restored(texts: Sequence[Mapping[str, str]], figures: Mapping[str, Any]) -> list[Paragraph]:
    """What was stored."""
    return [
        Paragraph(one["heading"], one["text"], tuple(Mark(*mark) for mark in marks))
        for one, marks in zip(texts, figures["marks"], strict=True)
    ]
