"""A pasted text, its half-width twin for patterns, and what was found where in it."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

Value = TypeVar("Value", covariant=True)

_STOPS = "。;!?\n"
_LETTERS = "℃№①②③④⑤⑥⑦⑧⑨⑩〇○●▲"
_BLANK = re.compile(r"[^\S\n]")


@dataclass(frozen=True)
class Found(Generic[Value]):
    """A value and the characters of the pasted text it was read from: text[start:end]."""

    value: Value
    start: int
    end: int


@dataclass(frozen=True)
class Text:
    """`plain` has the same length as `pasted`, in half width, so that a span in one is a span in the other."""

    pasted: str

    @cached_property
    def plain(self) -> str:
        return _BLANK.sub(" ", "".join(_narrow(sign) for sign in self.pasted))

    def found(self, start: int, end: int) -> Found[str] | None:
        """The pasted characters without outer blanks; None when nothing is left."""
        part = self.plain[start:end]
        start += len(part) - len(part.lstrip())
        end -= len(part) - len(part.rstrip())
        return Found(self.pasted[start:end], start, end) if start < end else None

    def sentence(self, position: int) -> tuple[int, int]:
        """Start and end of the sentence around a position. A line is a sentence too."""
        return self._around(position, _STOPS)

    def clause(self, position: int) -> tuple[int, int]:
        """Start and end of the clause around a position: a sentence, cut at commas."""
        return self._around(position, _STOPS + ",")

    def sentences(self) -> list[tuple[int, int]]:
        """Start and end of each sentence."""
        return [match.span() for match in re.finditer(rf"[^{_STOPS}]+", self.plain)]

    def clauses(self) -> list[tuple[int, int]]:
        """Start and end of each clause."""
        return [match.span() for match in re.finditer(rf"[^{_STOPS},]+", self.plain)]

    def _around(self, position: int, stops: str) -> tuple[int, int]:
        start = max(self.plain.rfind(stop, 0, position) for stop in stops) + 1
        ends = [end for stop in stops if (end := self.plain.find(stop, position)) >= 0]
        return start, min(ends, default=len(self.plain))


def _narrow(sign: str) -> str:
    if sign == "∶":
        return ":"
    if sign == "\r":
        return "\n"
    if unicodedata.category(sign) == "So" and sign not in _LETTERS:
        return "\n"  # 📍 parts what stands beside it
    narrow = unicodedata.normalize("NFKC", sign)
    return narrow if len(narrow) == 1 else sign
