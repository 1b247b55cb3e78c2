"""Small ugly ledgers: what stands around and within the tables of real offices."""

import tempfile
from datetime import date, time
from pathlib import Path

from openpyxl import Workbook

from tests.imports.files import csv_bytes
from tests.imports.test_ledgers import Imported
from tracker.imports.ledgers import LedgerFile, import_ledger
from tracker.imports.opening.merges import fill_down
from tracker.models.kinds import Kind
from tracker.models.offices import Office

PAPER = ["县应急管理局", "关于做好防汛工作的通知"]


class Layout(Imported):
    def read(self, rows, name="2026年收文.csv"):
        home = Office.objects.get(pk=self.county.town.pk)
        return import_ledger(LedgerFile(name, csv_bytes(rows)), home, dry_run=True)

    def reasons(self, report):
        return [line.reason or str(line.outcome) for line in report.lines]

    def records(self, report):
        return [line.record for line in report.lines if line.record]


class AroundTheTableTests(Layout):
    def test_titles_totals_notes_and_bare_numbers_are_skipped_with_their_reasons(self):
        rows = [["新桥镇收文登记簿"], ["填报单位：新桥镇党政办  填报时间：2026年3月"],
                ["序号", "收文日期", "来文单位", "标题"],
                ["1", "3月5日", *PAPER], ["", "3月小计", "", "共1件"], ["合计：", "", "", "1"], ["2", "", "", ""],
                ["注：便函一并登记。"]]  # fmt: skip
        self.assertEqual(
            self.reasons(self.read(rows)),
            ["title", "unit_line", "header", "new", "subtotal", "total", "empty_numbered", "note"],
        )

    def test_void_and_cancelled_rows_are_skipped(self):
        rows = [["收文日期", "来文单位", "标题", "备注"], ["3月5日", *PAPER, "作废，重复登记"],
                ["3月5日", PAPER[0], "关于取消证明事项的通知", ""]]  # fmt: skip
        self.assertEqual(self.reasons(self.read(rows)), ["header", "void", "new"])

    def test_two_tables_below_one_another(self):
        rows = [["一、收文情况"], ["序号", "标题", "来文单位", "文号", "来文日期"],
                ["1", PAPER[1], PAPER[0], "无", "3月5日"],
                ["二、参会情况"], ["序号", "会议名称", "组织单位", "会议地点", "会议日期"],
                ["1", "防汛调度会", PAPER[0], "县会展中心", "3月6日"]]  # fmt: skip
        report = self.read(rows, "2026年文会情况.csv")
        self.assertEqual(self.reasons(report), ["section", "header", "new", "section", "header", "new"])
        self.assertEqual([record.kind for record in self.records(report)], [Kind.DOCUMENT, Kind.MEETING])

    def test_two_tables_side_by_side(self):
        names = ["序号", "收文日期", "来文单位", "标题"]
        report = self.read([[*names, "", *names], ["1", "3月5日", *PAPER, "", "2", "3月6日", PAPER[0], "另一通知"]])
        self.assertEqual([record.title for record in self.records(report)], [PAPER[1], "另一通知"])
        self.assertEqual([line.row for line in report.lines if line.record], [2, 2])


class HeadingTests(Layout):
    def test_headings_on_two_rows(self):
        rows = [["序号", "会议时间", "", "会议名称", "组织单位", "参会情况", ""],
                ["", "日期", "时长", "", "", "参会人员", "人数"],
                ["1", "3月5日", "9:00—10:30", "防汛调度会", PAPER[0], "分管领导", "两人"]]  # fmt: skip
        report = self.read(rows)
        (record,) = self.records(report)
        self.assertEqual(self.reasons(report), ["header", "header", "new"])
        self.assertEqual((record.day, record.start, record.minutes, record.people), (date(2026, 3, 5), time(9), 90, 2))

    def test_columns_whose_names_nobody_listed(self):
        rows = [
            ["开会的日期", "召集会议的单位", "会议的主题", "开了多长时间", "参加会议人数"],
            ["3月5日", PAPER[0], "防汛会", "半天", "约3人"],
        ]
        (record,) = self.records(self.read(rows, "2026年会议.csv"))
        self.assertEqual((record.title, record.minutes, record.people), ("防汛会", 180, 3))


class RepeatedCellsTests(Layout):
    def test_marks_repeat_the_cell_above(self):
        rows = [["收文日期", "来文单位", "标题"], ["3月5日", *PAPER], ["〃", "同上", "另一通知"]]
        last = self.records(self.read(rows))[-1]
        self.assertEqual((last.day, last.issuers), (date(2026, 3, 5), [self.county.bureau]))

    def test_merged_cells_repeat_in_rows_that_hold_something(self):
        rows = [["甲", "1"], [None, "2"], []]
        fill_down(rows, [(0, 0, 2, 0)])
        self.assertEqual(rows, [["甲", "1"], ["甲", "2"], []])

    def test_a_workbook_with_merged_cells(self):
        book = Workbook()
        for row in (["收文日期", "来文单位", "标题"], ["2026-03-05", *PAPER], [None, None, "另一通知"]):
            book.active.append(row)
        book.active.merge_cells("A2:A3")
        book.active.merge_cells("B2:B3")
        path = Path(self.enterContext(tempfile.TemporaryDirectory())) / "收文.xlsx"
        book.save(path)
        report = import_ledger(LedgerFile(path.name, path.read_bytes()), self.county.town, dry_run=True)
        self.assertEqual([record.day for record in self.records(report)], [date(2026, 3, 5)] * 2)


class PlanTests(Layout):
    def test_a_row_of_a_plan_names_a_period_and_is_not_stored(self):
        rows = [["事项名称", "类型", "牵头单位", "实施时间", "频次"], ["防汛督查", "督查", PAPER[0], "第二季度", "2次"]]
        (record,) = self.records(self.read(rows, "2026年督查检查计划.csv"))
        self.assertEqual((record.is_plan, record.day), (True, None))
        self.assertEqual(record.period, (date(2026, 4, 1), date(2026, 6, 30)))
