"""What can be wrong with a file, a cell or a row. Every message is a finished sentence for the person who uploaded."""

from dataclasses import dataclass


class ImportFileError(Exception):
    """The whole file, or a mapping for it, cannot be used. The only exception that leaves this room."""


class UnreadableError(Exception):
    """A cell is wrong: the row is refused until it is mended."""


class DoubtError(Exception):
    """A cell can be read in more than one way: the row is held for a person.

    reason: a word that stays stable for programs, such as date_month_only.
    """

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class CellError:
    """One thing to mend. value is None where it must not be repeated (秘密)."""

    sheet: str
    row: int
    column: str
    value: str | None
    message: str
