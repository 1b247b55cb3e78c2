"""The cells of one row while they are read into a record: what a field says, and the reason where it cannot be read."""

from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tracker.imports.layouts.mappings import Mapping, Source
from tracker.imports.opening.cells import Cell, text_of
from tracker.imports.problems import CellError, DoubtError, UnreadableError
from tracker.imports.records.records import Ledger, Record, Understood
from tracker.rules.entries import check_text

T = TypeVar("T")
_MOST_REMEMBERED = 50_000


class Reading:
    """The cells of a row by field, and the record they make. What cannot be read is noted in `understood`."""

    def __init__(self, ledger: Ledger, mapping: Mapping, cells: dict[str, Cell], record: Record) -> None:
        self.ledger, self.mapping, self.cells = ledger, mapping, cells
        self.understood = Understood(record)
        self.record = record

    def source(self, name: str) -> Source:
        return self.mapping.get(name, Source())

    def text(self, name: str) -> str:
        """Empty where the row says nothing."""
        return text_of(self.cells.get(name))

    def take(self, name: str, understand: Callable[..., T], *context: object) -> T | None:
        """`understand` of the cell and its context; None when it says nothing or cannot be read, which is noted.

        It is recalled, see there.
        """
        if name not in self.cells:
            return None
        return self.attempt(name, self.recall, understand, self.cells[name], *context)

    def recall(self, understand: Callable[..., T], cell: Cell, *context: object) -> T:
        """`understand` of the cell and its context, or what it said of an equal cell before: a ledger repeats itself.

        Only for what depends on nothing but its arguments. Raises what it raises.
        """
        key = (understand, type(cell), cell, *context)
        memory = self.ledger.memory
        if key not in memory:
            if len(memory) >= _MOST_REMEMBERED:
                memory.clear()
            memory[key] = understand(cell, *context)
        found: T = memory[key]
        return found

    def attempt(self, name: str, step: Callable[..., T], *arguments: object) -> T | None:
        """What the step returns; None when it raises, and then the reason is noted with the column of the field."""
        try:
            return step(*arguments)
        except UnreadableError as error:
            self.refuse(name, str(error))
        except ValidationError as error:
            self.refuse(name, " ".join(error.messages))
        except DoubtError as doubt:
            self.doubt(doubt.reason, str(doubt), name)
        return None

    def refuse(self, name: str, message: str) -> None:
        self.understood.errors.append(self._error(name, message))

    def doubt(self, reason: str, message: str, name: str = "") -> None:
        self.understood.doubts.append((reason, message))
        self.understood.unclear.append(self._error(name, message))

    def _error(self, name: str, message: str) -> CellError:
        column = self.source(name).label or name
        return CellError(self.record.sheet, self.record.row, column, self.text(name), message)


def check_length(text: str, most: int) -> None:
    """Raises UnreadableError for more characters than the ledger holds: nothing is cut silently."""
    check_text(text)
    if len(text) > most:
        raise UnreadableError(_("有 %(length)s 个字，最多 %(most)s 个。") % {"length": len(text), "most": most})
