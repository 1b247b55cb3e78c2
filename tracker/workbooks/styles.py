"""The looks of a workbook. Every look is a named style, so that thousands of cells share a few formats.

Body looks come in three shades: plain, "total" (sums, grey ground) and "quiet" (outside the official count).
"""

from dataclasses import dataclass

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils.indexed_list import IndexedList

from tracker.measures.standing import Standing
from tracker.workbooks.books import Book

CHINESE = 134  # the character set that keeps a replaced font Chinese
SONG, HEI, FANGSONG = ("宋体", 1), ("黑体", 2), ("仿宋", 3)

HEAD_GROUND, TOTAL_GROUND, QUIET_GROUND = "DDE4EC", "F2F2F2", "EFEFEF"
RED, INK, QUIET_INK, LINK = "9E1B1B", "000000", "404040", "1F4E79"

COUNT_FORMAT = '#,##0_ ;"−"#,##0_ ;0_ ;@_ '
SIGNED_FORMAT = '+#,##0_ ;"−"#,##0_ ;0_ ;@_ '
DECIMAL_FORMAT = "#,##0.0_ ;@_ "
PERCENT_FORMAT = '0.0%_ ;"−"0.0%_ ;0.0%_ ;@_ '
CHANGE_FORMAT = '+0.0%_ ;"−"0.0%_ ;0.0%_ ;@_ '
DATE_FORMAT, TIME_FORMAT, TEXT_FORMAT = "yyyy-mm-dd", "hh:mm", "@"

STANDING_COLOURS = {
    Standing.OVER: ("F4B6AE", "7A0000"),
    Standing.NEAR: ("FFE9A8", "5C4300"),
    Standing.WITHIN: ("E3F1DF", "1E4D1A"),
    Standing.UNKNOWN: ("D9D9D9", "404040"),
}


@dataclass(frozen=True, slots=True)
class Shade:
    name: str
    font: tuple[str, int]
    ink: str
    ground: str | None


SHADES = (
    Shade("", SONG, INK, None),
    Shade("total", HEI, INK, TOTAL_GROUND),
    Shade("quiet", SONG, QUIET_INK, QUIET_GROUND),
)
BODY = {
    "text": ("left", TEXT_FORMAT),
    "centred": ("center", TEXT_FORMAT),
    "count": ("right", COUNT_FORMAT),
    "signed": ("right", SIGNED_FORMAT),
    "decimal": ("right", DECIMAL_FORMAT),
    "percent": ("right", PERCENT_FORMAT),
    "change": ("right", CHANGE_FORMAT),
    "date": ("center", DATE_FORMAT),
    "time": ("center", TIME_FORMAT),
    "plain": ("center", "0"),
}
LINKED = ("count", "decimal", "text")
_LINE = Side(style="thin", color="7F7F7F")
BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


def new_workbook() -> Book:
    """A workbook without sheets that knows every look."""
    workbook = Book()
    _use_song(workbook)
    for style in _styles():
        workbook.add_named_style(style)
    return workbook


def font(family: tuple[str, int], size: float, *, bold: bool = False, colour: str = INK, underline: str = "") -> Font:
    name, group = family
    return Font(name=name, family=group, charset=CHINESE, sz=size, b=bold, color=colour, u=underline or None)


def _use_song(workbook: Book) -> None:
    """Column widths are measured in the font of the Normal style, which must also be the first font of the file."""
    workbook._fonts = IndexedList()  # type: ignore[attr-defined]
    workbook._named_styles["Normal"].font = font(SONG, 11)  # type: ignore[attr-defined]


def _styles() -> list[NamedStyle]:
    return [*_body_styles(), *_link_styles(), *_standing_styles(), *_frame_styles(), *_cover_styles()]


def _body_styles() -> list[NamedStyle]:
    return [
        _style(
            f"{name} {shade.name}".rstrip(),
            font(shade.font, 10, colour=shade.ink),
            _alignment(horizontal),
            ground=shade.ground,
            number_format=number_format,
        )
        for name, (horizontal, number_format) in BODY.items()
        for shade in SHADES
    ]


def _link_styles() -> list[NamedStyle]:
    """Figures that open their rows."""
    return [
        _style(
            f"{name} link {shade.name}".rstrip(),
            font(shade.font, 10, colour=LINK, underline="single"),
            _alignment(BODY[name][0]),
            ground=shade.ground,
            number_format=BODY[name][1],
        )
        for name in LINKED
        for shade in SHADES
    ]


def _standing_styles() -> list[NamedStyle]:
    """The same in every shade: a standing is never greyed."""
    return [
        _style(
            f"{standing.value} {shade.name}".rstrip(),
            font(HEI, 10, bold=True, colour=colour),
            _alignment("center"),
            ground=ground,
            number_format=TEXT_FORMAT,
        )
        for standing, (ground, colour) in STANDING_COLOURS.items()
        for shade in SHADES
    ]


def _frame_styles() -> list[NamedStyle]:
    return [
        _style("small", font(SONG, 8.5), Alignment(horizontal="center", vertical="center", shrink_to_fit=True)),
        _style("below", font(SONG, 10), Alignment(horizontal="left", vertical="center", wrap_text=True, indent=3)),
        _style("title", font(SONG, 18, bold=True), _alignment("center"), boxed=False),
        _style("subtitle", font(FANGSONG, 10.5), Alignment(horizontal="left", vertical="center"), boxed=False),
        _style("subtitle right", font(FANGSONG, 10.5), Alignment(horizontal="right", vertical="center"), boxed=False),
        _style("head", font(HEI, 10), _alignment("center"), ground=HEAD_GROUND),
        _style("section", font(HEI, 11), Alignment(horizontal="left", vertical="center"), boxed=False),
        _style("note", font(FANGSONG, 10), Alignment(horizontal="left", vertical="top", wrap_text=True), boxed=False),
        _style("link", font(SONG, 10.5, colour=LINK, underline="single"), _alignment("center")),
    ]


def _cover_styles() -> list[NamedStyle]:
    rule = Border(bottom=Side(style="medium", color=RED))
    title = _style("cover title", font(SONG, 30, bold=True, colour=RED), _alignment("center"), boxed=False)
    period = _style("cover period", font(SONG, 16), _alignment("center"), boxed=False)
    period.border = rule
    return [
        title,
        period,
        _style("cover head", font(HEI, 10.5), _alignment("center"), ground=HEAD_GROUND),
        _style("cover text", font(SONG, 10.5), _alignment("left")),
        _style("signature", font(SONG, 11), Alignment(horizontal="right", vertical="center"), boxed=False),
    ]


def _alignment(horizontal: str) -> Alignment:
    wraps = horizontal != "right"
    return Alignment(horizontal=horizontal, vertical="center", wrap_text=wraps, indent=int(horizontal == "left"))


def _style(
    name: str,
    letters: Font,
    alignment: Alignment,
    *,
    ground: str | None = None,
    boxed: bool = True,
    number_format: str = "General",
) -> NamedStyle:
    fill = PatternFill("solid", fgColor=ground) if ground else PatternFill()
    border = BOX if boxed else Border()
    return NamedStyle(
        name=name, font=letters, fill=fill, border=border, alignment=alignment, number_format=number_format
    )
