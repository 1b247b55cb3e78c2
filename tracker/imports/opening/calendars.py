"""Calendars (.ics) → one sheet of meetings, with headings the ledger knows. Parsed in a child process."""

import json
from datetime import date, time
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.imports.opening.cells import Cell
from tracker.imports.opening.child_processes import run_reader
from tracker.imports.opening.containers import too_big
from tracker.imports.opening.csv_files import decoded
from tracker.imports.opening.sheets import Sheet, check_extent
from tracker.imports.problems import ImportFileError
from tracker.rules.classified import is_classified

PROCESS = Path(__file__).with_name("calendar_process.py")
SHEET = "ics"
HEADINGS = ("会议名称", "日期", "开始时间", "时长", "主办单位", "地点", "状态", "备注")
LONGEST_REMARK = 60  # a long description is an invitation, with words that mean nothing here
_STATUS_UNREADABLE = 4


def read_calendar(data: bytes, today: date | None = None) -> list[Sheet]:
    """One sheet: a row for each event that has begun, those of series expanded up to `today` and 400 days back.

    What lies outside is told in notes below. Events that are not public (CONFIDENTIAL), or that bear a mark of
    secrecy, leave an empty row. Raises ImportFileError with one sentence.
    """
    day = today or timezone.localdate()
    told = [json.loads(line) for line in _run(_text(data), day).splitlines()]
    events, left = told[:-1], told[-1]
    check_extent(len(events) + 1, len(HEADINGS))
    secret = frozenset(number for number, event in enumerate(events, 1) if _is_secret(event))
    rows: list[list[Cell]] = [list(HEADINGS)]
    rows += [[] if number in secret else _row(event) for number, event in enumerate(events, 1)]
    rows += [[note] for note in _notes(left)]
    return [Sheet(SHEET, rows, classified=secret)]


def _text(data: bytes) -> str:
    try:
        return decoded(data)
    except ImportFileError as error:
        raise _unreadable() from error


def _unreadable() -> ImportFileError:
    return ImportFileError(_("这个日历文件读不懂。请从日历软件重新导出 .ics 后再上传。"))


def _run(text: str, day: date) -> bytes:
    status, printed = run_reader(PROCESS, f"{day.isoformat()}\n{text}".encode())
    if status == _STATUS_UNREADABLE:
        raise _unreadable()
    if status != 0:
        raise too_big()
    return printed


def _is_secret(event: dict[str, Any]) -> bool:
    return "secret" in event or any(is_classified(value) for value in event.values() if isinstance(value, str))


def _row(event: dict[str, Any]) -> list[Cell]:
    remark = event["remark"]
    return [
        event["title"] or None,
        event["day"] and date.fromisoformat(event["day"]),
        event["start"] and time.fromisoformat(event["start"]),
        event["minutes"] and f"{event['minutes']}分钟",
        event["issuer"] or None,
        event["place"] or None,
        "取消" if event["cancelled"] else None,
        remark if 0 < len(remark) <= LONGEST_REMARK else None,
    ]


def _notes(left: dict[str, int]) -> list[str]:
    """Below the events, where the ledger passes over notes."""
    said = {
        "before": _("说明：例行会议中有 %(number)s 次早于 400 天前，没有列出。"),
        "after": _("说明：有 %(number)s 次在今天以后，没有列出；台账只登记已经发生的事项。"),
        "endless": _("说明：有 %(number)s 个例行会议没有结束日期，列到今天为止。"),
        "too_often": _("说明：有 %(number)s 个安排每天重复多次，只列第一次。"),
    }
    return [text % {"number": left[name]} for name, text in said.items() if left[name]]
