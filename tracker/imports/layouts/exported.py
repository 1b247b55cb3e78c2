"""Sheets that the ledger itself gave away: every row below their headings is a record, and stands in the ledger."""

from collections.abc import Iterable

from tracker.imports.opening.cells import plain

_MARKS = frozenset(map(plain, ("计入统计口径", "口径条款", "接收单位")))


def is_exported(headings: Iterable[str]) -> bool:
    """Whether the headings are those of a sheet that workbooks.ledgers or workbooks.items made."""
    return {plain(heading) for heading in headings} >= _MARKS
