"""Native charts that stay readable in grey and in viewers that do not calculate (values are stored with them)."""

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart._chart import ChartBase
from openpyxl.chart.data_source import (
    AxDataSource,
    NumData,
    NumDataSource,
    NumRef,
    NumVal,
    StrData,
    StrRef,
    StrVal,
)
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout
from openpyxl.chart.legend import Legend, LegendEntry
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.fill import ColorChoice, PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
    RichTextProperties,
)
from openpyxl.worksheet.worksheet import Worksheet

INK, GREY, DARK_RED, BLUE, GRID, FRAME = "000000", "7F7F7F", "9E1B1B", "1F4E79", "D9D9D9", "A6A6A6"
POINT = 12_700  # drawing units in a point


@dataclass(frozen=True, slots=True)
class Line:
    """How one series of a line chart is drawn. dash and symbol: names of the drawing format."""

    name: str
    values: Reference
    colour: str
    width: float
    dash: str = "solid"
    symbol: str = "none"


@dataclass(frozen=True, slots=True)
class Bars:
    """One series of a bar chart: solid in `colour`, or white with hatches of it."""

    name: str
    values: Reference
    colour: str
    hatched: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a chart stands: from the top left of one cell to the top left of another (columns and rows from 1)."""

    column: int
    row: int
    end_column: int
    end_row: int


@dataclass(frozen=True, slots=True)
class Axis:
    """How the axis of values is written: its number format and, where they are to be fixed, its ends and steps."""

    number_format: str = "#,##0"
    low: float | None = 0
    high: float | None = None
    step: float | None = None
    letters: float = 8


def add_line_chart(
    sheet: Worksheet, place: Place, title: str, categories: Reference, lines: Sequence[Line], axis: Axis
) -> None:
    chart = LineChart()
    for line in lines:
        series = _series(sheet, line.name, categories, line.values)
        series.graphicalProperties = GraphicalProperties(ln=_pen(line.colour, line.width, line.dash))
        series.marker = _marker(line)
        series.smooth = False
        chart.series.append(series)
    _finish(chart, title, axis)
    chart.x_axis.tickLblSkip = 1
    _place(sheet, chart, place)


def add_column_chart(
    sheet: Worksheet, place: Place, title: str, categories: Reference, bars: Sequence[Bars], axis: Axis
) -> None:
    """Upright columns side by side, each with its value at its end."""
    chart = _bar_chart(sheet, categories, bars)
    chart.type, chart.grouping, chart.gapWidth, chart.overlap = "col", "clustered", 60, 0
    for series in chart.series:
        series.dLbls = DataLabelList(numFmt=axis.number_format, dLblPos="outEnd", txPr=_letters(axis.letters))
        series.dLbls.showVal = True
        series.dLbls.showSerName = series.dLbls.showCatName = series.dLbls.showLegendKey = False
    _finish(chart, title, axis)
    chart.x_axis.tickLblPos = "low"
    _place(sheet, chart, place)


def add_stacked_bars(
    sheet: Worksheet, place: Place, title: str, categories: Reference, bars: Sequence[Bars], axis: Axis
) -> None:
    """Lying bars, the first row on top."""
    chart = _bar_chart(sheet, categories, bars)
    chart.type, chart.grouping, chart.gapWidth, chart.overlap = "bar", "stacked", 45, 100
    _finish(chart, title, axis)
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.tickLblSkip = 1
    chart.y_axis.crosses = "max"
    _place(sheet, chart, place)


def add_columns_with_line(
    sheet: Worksheet, place: Place, title: str, categories: Reference, bars: Sequence[Bars], line: Line, axis: Axis
) -> None:
    """Upright columns, and a line over them on the same axis."""
    chart = _bar_chart(sheet, categories, bars)
    chart.type, chart.grouping, chart.gapWidth, chart.overlap = "col", "stacked", 45, 100
    _finish(chart, title, axis)
    over = LineChart()
    series = _series(sheet, line.name, categories, line.values)
    series.graphicalProperties = GraphicalProperties(ln=_pen(line.colour, line.width, line.dash))
    series.marker, series.smooth = _marker(line), False
    over.series.append(series)
    over.y_axis.axId = chart.y_axis.axId
    chart.x_axis.tickLblSkip = 1
    chart += over
    _place(sheet, chart, place)


def add_waterfall(
    sheet: Worksheet, place: Place, title: str, categories: Reference, bars: Sequence[Bars], axis: Axis
) -> None:
    """Columns that hang where the last one ended: the first series only holds the others up, and is not drawn."""
    chart = _bar_chart(sheet, categories, bars)
    chart.type, chart.grouping, chart.gapWidth, chart.overlap = "col", "stacked", 45, 100
    chart.series[0].graphicalProperties = GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))
    _finish(chart, title, axis)
    chart.legend.legendEntry = [LegendEntry(idx=0, delete=True)]
    chart.x_axis.tickLblPos, chart.x_axis.tickLblSkip = "low", 1
    _place(sheet, chart, place)


def _bar_chart(sheet: Worksheet, categories: Reference, bars: Sequence[Bars]) -> BarChart:
    chart = BarChart()
    for bar in bars:
        series = _series(sheet, bar.name, categories, bar.values)
        series.graphicalProperties = _fill(bar)
        series.invertIfNegative = False
        chart.series.append(series)
    return chart


def _series(sheet: Worksheet, name: str, categories: Reference, values: Reference) -> Series:
    labels = [str(value) for value in _values(sheet, categories)]
    numbers = _values(sheet, values)
    points = [NumVal(idx=place, v=str(number)) for place, number in enumerate(numbers) if not isinstance(number, str)]
    words = [StrVal(idx=place, v=label) for place, label in enumerate(labels)]
    cache = NumData(formatCode="General", ptCount=len(numbers), pt=points)
    return Series(
        tx=SeriesLabel(v=name),
        cat=AxDataSource(strRef=StrRef(f=str(categories), strCache=StrData(ptCount=len(words), pt=words))),
        val=NumDataSource(numRef=NumRef(f=str(values), numCache=cache)),
    )


def _values(sheet: Worksheet, reference: Reference) -> list[object]:
    rows = sheet.iter_rows(
        min_row=reference.min_row, max_row=reference.max_row, min_col=reference.min_col, max_col=reference.max_col
    )
    return [sheet.parent.shown(cell) for row in rows for cell in row]


def _finish(chart: ChartBase, title: str, axis: Axis) -> None:
    chart.title = Title(tx=Text(rich=_rich(title, 10.5, bold=True)), overlay=False, layout=Layout())
    chart.legend = Legend(legendPos="b", overlay=False, txPr=_letters(axis.letters))
    chart.style, chart.roundedCorners, chart.display_blanks = None, False, "gap"
    chart.graphical_properties = GraphicalProperties(solidFill="FFFFFF", ln=_pen(FRAME, 0.75))
    for each in (chart.x_axis, chart.y_axis):
        each.delete = False
        each.txPr = _letters(axis.letters)
        each.graphicalProperties = GraphicalProperties(ln=_pen("595959", 0.75))
    chart.x_axis.axPos = "b"
    chart.y_axis.number_format, chart.y_axis.majorUnit = axis.number_format, axis.step
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = axis.low, axis.high
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=_pen(GRID, 0.5))


def _place(sheet: Worksheet, chart: ChartBase, place: Place) -> None:
    """By two cells and not by centimetres, so that the size follows the columns under any font."""
    chart.anchor = TwoCellAnchor(
        editAs="twoCell",
        _from=AnchorMarker(col=place.column - 1, row=place.row - 1, colOff=4 * POINT, rowOff=4 * POINT),
        to=AnchorMarker(col=place.end_column - 1, row=place.end_row - 1),
    )
    sheet.add_chart(chart)


def _marker(line: Line) -> Marker:
    if line.symbol == "none":
        return Marker(symbol="none")
    look = GraphicalProperties(solidFill=line.colour, ln=_pen(line.colour, 0.75))
    return Marker(symbol=line.symbol, size=5, spPr=look)


def _fill(bar: Bars) -> GraphicalProperties:
    """Both kinds carry a dark outline, so that they differ in grey."""
    if not bar.hatched:
        return GraphicalProperties(solidFill=bar.colour, ln=_pen(INK, 0.5))
    front, back = ColorChoice(srgbClr=bar.colour), ColorChoice(srgbClr="FFFFFF")
    hatch = PatternFillProperties(prst="wdUpDiag", fgClr=front, bgClr=back)
    return GraphicalProperties(pattFill=hatch, ln=_pen(INK, 0.5))


def _pen(colour: str, width: float, dash: str = "solid") -> LineProperties:
    return LineProperties(solidFill=colour, w=int(width * POINT), prstDash=dash)


def _letters(size: float) -> RichText:
    properties = ParagraphProperties(defRPr=_characters(size))
    return RichText(bodyPr=RichTextProperties(), p=[Paragraph(pPr=properties, endParaRPr=_characters(size))])


def _rich(words: str, size: float, *, bold: bool) -> RichText:
    properties = ParagraphProperties(defRPr=_characters(size, bold=bold))
    return RichText(p=[Paragraph(pPr=properties, r=[RegularTextRun(rPr=_characters(size, bold=bold), t=words)])])


def _characters(size: float, *, bold: bool = False) -> CharacterProperties:
    """Latin and East Asian font both named: with one alone, Chinese letters are left to chance."""
    song = Font(typeface="宋体")
    return CharacterProperties(sz=int(size * 100), b=bold, latin=song, ea=song, solidFill="262626")
