"""What bench_exporting runs, each in a process of its own: make the rows, write them by one of the writers, measure."""

import json
import sys
import time
from datetime import date, datetime, timedelta
from decimal import Decimal
from operator import itemgetter
from pathlib import Path
from random import Random

from django.contrib.auth.models import User
from django.core.management import call_command
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook as PeerWorkbook

from tests.county import County, make_user
from tests.long_lists import plant_meetings
from tracker.queries.items import ItemFilter, items
from tracker.workbooks import cells
from tracker.workbooks.cells import Entry
from tracker.workbooks.item_columns import streamed
from tracker.workbooks.items import item_columns, items_listed
from tracker.workbooks.sheets import Column, add_sheet, write_heads
from tracker.workbooks.streams import Remembered, Stream, StreamColumn, save
from tracker.workbooks.styles import BODY, QUIET_GROUND, new_workbook

SHEET = "事项清单"
HEADS = [
    "序号", "日期", "类别", "标题", "来文单位", "形式", "文号", "计划情况", "渠道", "送达", "人时", "计入", "口径条款",
    "报送期限",
]  # fmt: skip
WIDTHS = [6, 10.8, 7.5, 38, 21, 9.5, 18, 7.5, 8, 7, 7.5, 6.5, 18, 10.8]
LOOKS = (
    "plain", "date", "centred", "text", "text", "centred", "text", "centred", "centred", "count", "decimal", "centred",
    "text", "date",
)  # fmt: skip
COUNTS = HEADS.index("计入")


def main(run, number, path):
    json.dump(RUNS[run](number, Path(path)), sys.stdout)


def made_rows(number):
    """As a county's list: two titles of three occur once, document numbers once, everything else again and again."""
    rng, start = Random(5), date(2025, 1, 1)
    issuers = [f"清河县第{serial}局" for serial in range(60)]
    for serial in range(1, number + 1):
        day = start + timedelta(rng.randrange(700))
        title = f"关于做好第{rng.randrange(number * 2)}号重点工作落实情况报送的通知"
        issuer, form = rng.choice(issuers), rng.choice(("红头文件", "函", "便函", "视频会议"))
        planned, channel = rng.choice(("", "计划内")), rng.choice(("OA 系统", "工作群", "纸质"))
        figures = rng.randrange(1, 60), Decimal(rng.randrange(10, 900)) / 10
        counted = rng.choice(("是", "是", "否")), rng.choice(("红头文件计入", "便函不计入", "列入年度计划"))
        paper = form, f"清发〔{day.year}〕{serial}号", planned, channel
        kind, due = rng.choice(("会议", "发文", "督检考")), rng.choice((None, day + timedelta(7)))
        yield serial, day, kind, title, issuer, *paper, *figures, *counted, due


def plain_columns():
    says = [lambda value, look=look: Entry(value, look) for look in LOOKS]
    wraps = [look in ("text", "centred") for look in LOOKS]
    return [StreamColumn((place,), *told) for place, told in enumerate(zip(says, WIDTHS, wraps, strict=True))]


def shade(row):
    return "quiet" if row[COUNTS] == "否" else ""


def listed(_number):
    """Rows, columns and shades of the ledger's own list."""
    user = User.objects.get()
    printed = [column for column in item_columns() if column.is_printed]
    columns = [*streamed(printed), StreamColumn((0,), cells.count, 7)]
    rows = items_listed(user, items(user, ItemFilter()), ItemFilter())
    return rows, columns, lambda row: "" if row.official else "quiet"


def in_memory(number):
    return list(made_rows(number)), plain_columns(), shade


def by_stream(path, rows, columns, shaded, number):
    workbook = new_workbook()
    sheet = add_sheet(workbook, SHEET, [column.width for column in columns])
    write_heads(sheet, 1, [Column(head, width, None) for head, width in zip(HEADS, WIDTHS, strict=True)])
    sheet.freeze_panes, sheet.auto_filter.ref = "E2", f"A1:N{number + 1}"
    save(workbook, path, [Stream(sheet, columns, iter(rows), number, shaded)])


def by_xlsxwriter(path, rows, columns, shaded, _number):
    """Typed calls, which are its fastest; formats made once."""
    workbook = PeerWorkbook(path, {"constant_memory": True})
    sheet = workbook.add_worksheet(SHEET)
    head = workbook.add_format({"font_name": "黑体", "font_size": 10, "border": 1, "bg_color": "#DDE4EC"})
    for place, width in enumerate(WIDTHS):
        sheet.set_column(place, place, width)
    for place, name in enumerate(HEADS):
        sheet.write_string(0, place, name, head)
    sheet.freeze_panes(1, 4)
    formats = {(look, ground): workbook.add_format(_peer_format(look, ground)) for look in BODY for ground in (0, 1)}
    entries = _entries(columns)
    for number, row in enumerate(rows, start=1):
        ground = int(shaded(row) == "quiet")
        for place, (get, made) in enumerate(entries):
            value, look = made[get(row)]
            form = formats[look, ground]
            if value is None or value == "":
                sheet.write_blank(number, place, None, form)
            elif isinstance(value, str):
                sheet.write_string(number, place, value, form)
            elif isinstance(value, date):
                sheet.write_datetime(number, place, value, form)
            else:
                sheet.write_number(number, place, value, form)
    workbook.close()


def by_openpyxl(path, rows, columns, shaded, _number):
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(SHEET)
    sheet.freeze_panes = "E2"
    for letter, width in zip("ABCDEFGHIJKLMN", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    looks = {(look, ground): _openpyxl_look(sheet, look, ground) for look in BODY for ground in (0, 1)}
    sheet.append(HEADS)
    entries = _entries(columns)
    for row in rows:
        ground = int(shaded(row) == "quiet")
        written = []
        for get, made in entries:
            value, look = made[get(row)]
            cell = WriteOnlyCell(sheet, value)
            cell._style = looks[look, ground]
            written.append(cell)
        sheet.append(written)
    workbook.save(path)


def _entries(columns):
    """For each column how to take its value, and value and look of its cells, made once as ours are."""
    return [
        (itemgetter(*column.places), Remembered(lambda value, of=column.of: _bare(of(value)))) for column in columns
    ]


def _bare(entry):
    return entry.value, entry.style


def _peer_format(look, ground):
    align, number_format = BODY[look]
    told = {"font_name": "宋体", "font_size": 10, "border": 1, "align": align, "num_format": number_format}
    return (
        told
        | {"valign": "vcenter", "text_wrap": align != "right"}
        | ({"bg_color": f"#{QUIET_GROUND}"} if ground else {})
    )


def _openpyxl_look(sheet, look, ground):
    """The style of one cell, which all others share: cheaper than naming it for each."""
    align, number_format = BODY[look]
    cell, line = WriteOnlyCell(sheet, 1), Side(style="thin", color="7F7F7F")
    cell.font, cell.border = Font(name="宋体", sz=10), Border(left=line, right=line, top=line, bottom=line)
    cell.alignment, cell.number_format = Alignment(align, "center", wrap_text=align != "right"), number_format
    if ground:
        cell.fill = PatternFill("solid", fgColor=QUIET_GROUND)
    return cell._style


WRITERS = {"stream": by_stream, "xlsxwriter": by_xlsxwriter, "openpyxl": by_openpyxl}


def measured(write, source):
    def run(number, path):
        rows, columns, shaded = source(number)
        Path("/proc/self/clear_refs").write_text("5")  # the most memory ever held begins here
        before, started, work = _held("VmRSS"), time.perf_counter(), time.process_time()
        write(path, rows, columns, shaded, number)
        seconds, worked = time.perf_counter() - started, time.process_time() - work
        growth = (_held("VmHWM") - before) / 1024
        return {"seconds": seconds, "work": worked, "growth": growth, "size": path.stat().st_size}

    return run


def check(number, path):
    """Every writer's file says what the rows say, read by two programs."""
    rows = [list(row) for row in made_rows(number)]
    for write in WRITERS.values():
        write(path, rows, plain_columns(), shade, number)
        by_calamine = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
        assert by_calamine[0] == HEADS
        assert [[value if value != "" else None for value in row] for row in by_calamine[1:]] == _as_read(rows)
        sheet = load_workbook(path, read_only=True).worksheets[0]
        by_openpyxl = [[_day(value) for value in row] for row in sheet.iter_rows(min_row=2, values_only=True)]
        assert by_openpyxl == _as_read(rows)
    return {"rows": number, "writers": list(WRITERS)}


def _as_read(rows):
    return [[_number(value) if value != "" else None for value in row] for row in rows]


def _number(value):
    return float(value) if isinstance(value, int | Decimal) else value


def _day(value):
    return value.date() if isinstance(value, datetime) else _number(value)


def plant(number, _path):
    call_command("migrate", verbosity=0)
    county = County()
    make_user("supervisor", county.county)
    plant_meetings(county, number)
    return {}


def _held(name):
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(name)).split()[1])


RUNS = {
    "check": check,
    "plant": plant,
    **{name: measured(write, in_memory) for name, write in WRITERS.items()},
    **{f"queryset {name}": measured(write, listed) for name, write in WRITERS.items()},
}
