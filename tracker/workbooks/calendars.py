"""Sheet 日历: the days of one office's year, month under month, the heavier the darker."""

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter

from tracker.queries.calendars import Calendar, CalendarMonth, Day
from tracker.queries.overview import Overview
from tracker.sentences.calendars import month_name
from tracker.workbooks import cells
from tracker.workbooks.cells import Entry
from tracker.workbooks.formulas import hours
from tracker.workbooks.question_sheets import Answer, begin, end
from tracker.workbooks.sheets import Column, write_rows
from tracker.workbooks.words import Edition

DAYS = 31
SHADES = ("F2E3E1", "E5BFBA", "D08A82", "B4534A")  # lightest first; black letters stay readable on all of them
REST = "E7E6E6"
_FIRST_MINUTES = 2 + DAYS + 3  # column of the first day's minutes, right of the page
Row = tuple[int, CalendarMonth]


def sheet_name() -> str:
    return _("日历")


def add_calendar(workbook: Workbook, overview: Overview, figures: Calendar, edition: Edition) -> None:
    answer = begin(workbook, overview, edition, sheet_name(), _columns(), _("人时；天"), finding(figures))
    rows = list(enumerate(figures.months, start=answer.first))
    below = write_rows(answer.sheet, answer.first, answer.columns, rows)
    _shade(answer, figures, below - 1)
    end(answer, overview, edition, below, _note(), frozen="B")


def finding(figures: Calendar) -> str:
    working, free = (sum(getattr(month, name) for month in figures.months) for name in ("working", "free"))
    told = {"working": working, "free": free}
    return _("过去的%(working)s个工作日里，%(free)s天没有会议、检查和到期要报的") % told


def _columns() -> list[Column]:
    return [
        Column(_("月份"), 6.5, lambda row: cells.centred(month_name(row[1].month))),
        *(_day_column(number) for number in range(1, DAYS + 1)),
        Column(_("工作日"), 6, lambda row: cells.count(_known(row[1], row[1].working))),
        Column(_("空闲日"), 6, lambda row: cells.count(_known(row[1], row[1].free))),
        Column(_("人时"), 8, _month_hours),
        *(_minutes_column(number) for number in range(1, DAYS + 1)),
    ]


def _known(month: CalendarMonth, number: int) -> int | None:
    return number if month.has_begun else None


def _day(row: Row, number: int) -> Day | None:
    return row[1].days[number - 1] if number <= len(row[1].days) else None


def _day_column(number: int) -> Column:
    letter = get_column_letter(_FIRST_MINUTES + number - 1)

    def of(row: Row) -> Entry:
        day = _day(row, number)
        if day is None or day.is_ahead or not day.landed:
            return Entry(None, "centred")
        return Entry(cells.hours(day.minutes).shown, "small").by(hours(f"{letter}{row[0]}"))

    return Column(str(number), 4.2, of, _("日"))


def _minutes_column(number: int) -> Column:
    def of(row: Row) -> Entry:
        day = _day(row, number)
        return Entry(day.minutes if day and day.landed and not day.is_ahead else None, "count")

    return Column(_("%(day)s日\n人分") % {"day": number}, 6, of, is_printed=False)


def _month_hours(row: Row) -> Entry:
    first, last = (get_column_letter(_FIRST_MINUTES + number) for number in (0, DAYS - 1))
    typed = cells.hours(row[1].minutes if row[1].has_begun else None)
    return typed.by(hours(f"SUM({first}{row[0]}:{last}{row[0]})") if row[1].has_begun else "")


def _shade(answer: Answer, figures: Calendar, last: int) -> None:
    """Days off are grey; days with something the darker the heavier, by the bounds of the page."""
    sheet, first = answer.sheet, answer.first
    for number, month in enumerate(figures.months, start=first):
        for column, day in enumerate(month.days, start=2):
            if not day.is_working:
                sheet.cell(number, column).fill = PatternFill("solid", fgColor=REST)
    place = f"B{first}:{get_column_letter(1 + DAYS)}{last}"
    minutes = f"{get_column_letter(_FIRST_MINUTES)}{first}"
    colours = SHADES[-len(figures.bounds) :] if figures.bounds else ()
    for priority, (bound, colour) in enumerate(zip(figures.bounds, colours, strict=False), start=1):
        look = DifferentialStyle(fill=PatternFill("solid", bgColor=colour, fgColor=colour))
        rule = Rule("expression", dxf=look, priority=priority, formula=[f"AND({minutes}>0,{minutes}<={bound})"])
        rule.stopIfTrue = True
        sheet.conditional_formatting.add(place, rule)


def _note() -> str:
    return _(
        "注：格内为当日人时，颜色越深越重；灰底为休息日，空白为没有登记。空闲日指没有会议、检查，也没有到期要报的工作日。"
    )
