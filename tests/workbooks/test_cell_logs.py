from datetime import date, time
from io import BytesIO

from django.test import SimpleTestCase
from openpyxl import Workbook

from tracker.workbooks.cell_logs import CellLog, log_of, unpacked


class CellLogTests(SimpleTestCase):
    def test_tells_every_cell_again(self):
        log = CellLog()
        log.add("总览", 1, ["会议", 12, None, 0.5, None])
        log.add("总览", 4, [date(2026, 3, 5), "", True])
        log.add("会议台账", 1, ["一\n二"])
        self.assertEqual(
            unpacked(log.packed()),
            {"总览": {1: ["会议", "12", "", "0.5"], 4: ["2026-03-05", "", "TRUE"]}, "会议台账": {1: ["一\n二"]}},
        )

    def test_goes_back_to_a_sheet(self):
        log = CellLog()
        for sheet, row in (("一", 1), ("二", 1), ("一", 2)):
            log.add(sheet, row, [row])
        self.assertEqual(unpacked(log.packed()), {"一": {1: ["1"], 2: ["2"]}, "二": {1: ["1"]}})

    def test_of_a_file_is_what_another_program_reads_in_it(self):
        workbook, content = Workbook(), BytesIO()
        sheet = workbook.active
        sheet.title = "会议台账"
        sheet["B2"], sheet["C2"], sheet["D2"], sheet["B4"] = "动员会", date(2026, 3, 5), time(9, 30), 1.5
        workbook.save(content)
        log = CellLog()
        log.add("会议台账", 2, ["", "动员会", date(2026, 3, 5), time(9, 30)])
        log.add("会议台账", 4, ["", 1.5])
        self.assertEqual(unpacked(log_of(content.getvalue())), unpacked(log.packed()))

    def test_is_small(self):
        log = CellLog()
        for row in range(1, 20_001):
            log.add(
                "事项清单",
                row,
                [row, date(2026, 1 + row % 12, 1), "会议", f"关于工作的通知（{row}）", "县应急管理局", 3, 4.5],
            )
        self.assertLess(len(log.packed()), 20_000 * 20)
