"""How many pages a Word document takes: papers have fixed lines (GB/T 9704: 22 of 28 characters), to be counted.

The number of pages kept inside the file is stale more often than right, and is not used.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element  # noqa: S405 (a type)

_TWIPS_PER_HALF_POINT = 10
_DEFAULT_SIZE = 32  # half-points: size 3 (三号), the body of a paper
_NATURAL_LINE = 1.45  # height of a line by the size of its characters, in common Chinese fonts
_NARROW = 0.5
_EXACT = {"exact", "atLeast"}
_SINGLE = 240


@dataclass(slots=True)
class Block:
    """A paragraph: its element and the pieces of its text; a form feed stands for a page break."""

    element: Element
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.parts)


def estimated_pages(body: Element, blocks: Sequence[Block]) -> int | None:
    """None where the document does not tell its paper and margins."""
    size = _last(body, "pgSz")
    margins = _last(body, "pgMar")
    height = _number(size, "h") - _number(margins, "top") - _number(margins, "bottom")
    width = _number(size, "w") - _number(margins, "left") - _number(margins, "right")
    if height <= 0 or width <= 0:
        return None
    pages, used = 1, 0.0
    for block in blocks:
        for number, part in enumerate(block.text.split("\f")):
            if number or (used and _below(block.element, "pPr", "pageBreakBefore") is not None):
                pages, used = pages + 1, 0.0
            pages, used = _set(block, part, width, height, pages, used)
    return pages


def _set(block: Block, part: str, width: int, height: int, pages: int, used: float) -> tuple[int, float]:
    """Sets the lines of a part one by one; a line that does not fit begins a page."""
    line = _line_height(block.element)
    for _line in range(_lines(block.element, part, width)):
        if used and used + line > height:
            pages, used = pages + 1, 0.0
        used += line
    return pages, used


def _lines(paragraph: Element, text: str, width: int) -> int:
    character = _size(paragraph) * _TWIPS_PER_HALF_POINT
    indent = max(_number(_below(paragraph, "pPr", "ind"), "firstLine"), 0)
    lengths = [sum(_NARROW if sign < "\x7f" else 1.0 for sign in part) for part in text.split("\n")]
    room = max(math.floor(width / character * 2) / 2, 1)
    return sum(max(math.ceil((length + indent / character) / room), 1) for length in lengths)


def _line_height(paragraph: Element) -> float:
    spacing = _below(paragraph, "pPr", "spacing")
    line = _number(spacing, "line")
    if line > 0 and _text(spacing, "lineRule") in _EXACT:
        return line
    return _size(paragraph) * _TWIPS_PER_HALF_POINT * _NATURAL_LINE * (line / _SINGLE if line > 0 else 1)


def _size(paragraph: Element) -> int:
    size = _number(_below(paragraph, "r", "rPr", "sz"), "val")
    return size if 0 < size < 400 else _DEFAULT_SIZE


def _below(element: Element | None, *names: str) -> Element | None:
    """Child by child: looking through everything below would be endless where hostile nesting is deep."""
    for name in names:
        children = () if element is None else element
        element = next((child for child in children if str(child.tag).endswith("}" + name)), None)
    return element


def _last(element: Element, name: str) -> Element | None:
    found = [part for part in element.iter() if str(part.tag).endswith("}" + name)]
    return found[-1] if found else None


def _text(element: Element | None, name: str) -> str:
    attributes = {} if element is None else element.attrib
    return next((value for key, value in attributes.items() if key.endswith("}" + name)), "")


def _number(element: Element | None, name: str) -> int:
    """0 where it is not told or no sane whole number."""
    text = _text(element, name)
    return int(text) if text.isascii() and text.removeprefix("-").isdigit() and len(text) < 7 else 0
