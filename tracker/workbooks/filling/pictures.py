"""What charts and pivots keep of the empty template: charts are told the new figures, pivots to read them on opening.

A viewer that does not calculate draws a chart from what it keeps (its cache) and not from the cells.
"""

import re
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, unescape

from openpyxl.utils import range_boundaries

from tracker.measures.cell_texts import CellValue

_SOURCE = re.compile(
    r"(<(?P<tag>(?:c:)?(?:num|str)Ref)>\s*<(?P<f>(?:c:)?f)>(?P<range>[^<]*)</(?P=f)>)"
    r"(?P<cache>\s*<(?:c:)?(?P<kind>num|str)Cache>.*?</(?:c:)?(?:num|str)Cache>)?",
    re.DOTALL,
)
_PIVOT = re.compile(r"<pivotCacheDefinition\b(?![^>]*\brefreshOnLoad=)")
_FORMAT = re.compile(r"<(?:c:)?formatCode>[^<]*</(?:c:)?formatCode>")
Grid = Mapping[str, Sequence[Sequence[CellValue]]]  # sheet → rows → values; None for the result of a formula


def chart_of(xml: str, grid: Grid) -> str:
    """The chart with the cells' figures in its caches. What rests on formulas keeps none: it is drawn on opening."""

    def renewed(match: re.Match[str]) -> str:
        if match["cache"] is None:
            return match[0]
        values = _values(unescape(match["range"]), grid)
        prefix = "c:" if match["tag"].startswith("c:") else ""
        return match[1] + ("" if values is None else _cache(prefix, match["kind"], values, match["cache"]))

    return _SOURCE.sub(renewed, xml)


def pivot_of(xml: str) -> str:
    """The pivot's cache, to be read anew from its cells as the file is opened."""
    return _PIVOT.sub('<pivotCacheDefinition refreshOnLoad="1"', xml)


def _values(range_: str, grid: Grid) -> list[CellValue] | None:
    """None for ranges that are not one block of one sheet, or that hold formulas."""
    sheet, _, block = range_.rpartition("!")
    rows = grid.get(sheet.strip("'").replace("''", "'"))
    if rows is None or not re.fullmatch(r"\$?[A-Z]+\$?\d+(:\$?[A-Z]+\$?\d+)?", block):
        return None
    left, top, right, bottom = range_boundaries(block)
    found = [_at(rows, row, column) for row in range(top - 1, bottom) for column in range(left - 1, right)]
    return None if any(value is None for value in found) else found


def _at(rows: Sequence[Sequence[CellValue]], row: int, column: int) -> CellValue:
    return rows[row][column] if row < len(rows) and column < len(rows[row]) else ""


def _cache(prefix: str, kind: str, values: list[CellValue], before: str) -> str:
    """Points of numbers, or of words; what is no number is left out of numbers, so that a line shows a gap."""
    format_code = _FORMAT.search(before) if kind == "num" else None
    told = [
        (place, value)
        for place, value in enumerate(values)
        if value != "" and (kind == "str" or isinstance(value, int | float))
    ]
    points = "".join(
        f'<{prefix}pt idx="{place}"><{prefix}v>{escape(_word(value))}</{prefix}v></{prefix}pt>' for place, value in told
    )
    name = f"{prefix}{kind}Cache"
    number = f'<{prefix}ptCount val="{len(values)}"/>'
    return f"<{name}>{format_code[0] if format_code else ''}{number}{points}</{name}>"


def _word(value: CellValue) -> str:
    return repr(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
