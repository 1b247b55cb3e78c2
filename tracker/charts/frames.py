"""A chart as a page shows it: the finding as its title, what is drawn below it, the picture, and its table."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from tracker.charts.twins import Twin


@dataclass(frozen=True, slots=True)
class Key:
    """One line of the key: a small ornament (charts.svg) and what it stands for."""

    sign: SafeString
    words: str


@dataclass(frozen=True, slots=True)
class Frame:
    """title: the finding, a sentence without a full stop. sub: what is drawn, the unit and the order.

    note: a caveat below the picture, "" for none.
    """

    title: str
    sub: str
    picture: SafeString
    twin: Twin
    key: tuple[Key, ...] = ()
    note: str = ""
