"""A text cut into the parts that were recognised and the rest, to be shown with marks."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the text as it was pasted. names: the fields read from it, none for the rest."""

    text: str
    names: tuple[str, ...] = ()


def parts_of(text: str, spans: Iterable[tuple[tuple[int, int], str]]) -> list[Part]:
    """The whole text in parts; joined they are the text again. Spans that overlap are one part with all their names."""
    parts, at = [], 0
    for (start, end), names in _merged(spans):
        if at < start:
            parts.append(Part(text[at:start]))
        parts.append(Part(text[start:end], names))
        at = end
    return parts + ([Part(text[at:])] if at < len(text) else [])


def _merged(spans: Iterable[tuple[tuple[int, int], str]]) -> list[tuple[tuple[int, int], tuple[str, ...]]]:
    merged: list[tuple[tuple[int, int], tuple[str, ...]]] = []
    for (start, end), name in sorted(span for span in spans if span[0][0] < span[0][1]):
        if merged and start < merged[-1][0][1]:
            (first, last), names = merged[-1]
            merged[-1] = (first, max(last, end)), tuple(dict.fromkeys((*names, name)))
        else:
            merged.append(((start, end), (name,)))
    return merged
