"""Lights that follow their cells: a conditional format for each standing, by the symbol the cell begins with."""

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.worksheet import Worksheet

from tracker.figures import standing_symbol
from tracker.measures.standing import Standing
from tracker.workbooks.styles import STANDING_COLOURS


def light_up(sheet: Worksheet, cells: str) -> None:
    """cells: one range, such as N4:N60. What does not agree (✗) looks like what is over."""
    first = cells.partition(":")[0]
    looks = [(standing_symbol(standing), colours) for standing, colours in STANDING_COLOURS.items()]
    for priority, (symbol, (ground, ink)) in enumerate([*looks, ("✗", STANDING_COLOURS[Standing.OVER])], start=1):
        look = DifferentialStyle(
            font=Font(b=True, color=ink), fill=PatternFill("solid", bgColor=ground, fgColor=ground)
        )
        rule = Rule("expression", dxf=look, priority=priority, formula=[f'LEFT({first},1)="{symbol}"'])
        sheet.conditional_formatting.add(cells, rule)
