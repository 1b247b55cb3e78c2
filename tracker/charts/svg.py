"""Writes SVG. Everything that comes from outside is escaped here, so no chart can be broken by a name."""

import re

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
HAN, LATIN = 11.5, 6.6


def element(name: str, *children: str, **attributes: object) -> SafeString:
    """One element. Attribute names: class_ is class, aria_label is aria-label; None leaves the attribute out."""
    told = "".join(f' {_name(key)}="{_value(value)}"' for key, value in attributes.items() if value is not None)
    inside = "".join(_text(child) for child in children)
    return mark_safe(f"<{name}{told}>{inside}</{name}>" if inside else f"<{name}{told}/>")  # noqa: S308 - escaped above


def picture(width: float, height: float, title: str, description: str, *children: str, role: str = "img") -> SafeString:
    """A chart that a screen reader can name: a title that says the finding, a description.

    role: img, or group for a chart with links, which an image would hide from screen readers.
    """
    told = (element("title", title), element("desc", description))
    box = f"0 0 {_value(width)} {_value(height)}"
    return element("svg", *told, *children, class_="chart", viewBox=box, role=role, aria_label=title)


def ornament(width: float, height: float, css: str, *children: str) -> SafeString:
    """A bar beside its number: stretched to its cell, silent for screen readers."""
    box = f"0 0 {_value(width)} {_value(height)}"
    return element("svg", *children, class_=css, viewBox=box, preserveAspectRatio="none", aria_hidden="true")


def line(css: str, x1: float, y1: float, x2: float, y2: float) -> SafeString:
    return element("line", class_=css, x1=x1, y1=y1, x2=x2, y2=y2)


def rectangle(css: str, x: float, y: float, width: float, height: float) -> SafeString:
    return element("rect", class_=css, x=x, y=y, width=width, height=height)


def polyline(css: str, points: list[tuple[float, float]]) -> SafeString:
    return element("polyline", class_=css, points=" ".join(f"{_value(x)},{_value(y)}" for x, y in points))


def polygon(css: str, points: list[tuple[float, float]]) -> SafeString:
    return element("polygon", class_=css, points=" ".join(f"{_value(x)},{_value(y)}" for x, y in points))


def words(css: str, x: float, y: float, text: str) -> SafeString:
    return element("text", text, class_=css, x=x, y=y)


def text_width(text: str) -> float:
    """About how wide a label is at 11.5 px, in user units."""
    return sum(HAN if ord(letter) > 0x2E7F else LATIN for letter in text)


def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _value(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return _text(str(value))


def _text(text: str) -> str:
    return text if isinstance(text, SafeString) else str(conditional_escape(_NOT_XML.sub("\ufffd", text)))
