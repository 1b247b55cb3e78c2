"""The text of a paper as its file gives it, before anyone knows what it says."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PaperText:
    """lines: in reading order, none blank, mended. pages: None where the file does not tell.

    margins: headers and properties, which are looked at for marks of secrecy only.
    """

    lines: list[str]
    pages: int | None
    margins: tuple[str, ...] = ()
