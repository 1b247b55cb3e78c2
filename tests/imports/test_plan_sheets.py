from datetime import date
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook

from tests.county import County, make_user
from tracker.imports.plan_sheets import read_plan, sealed, unsealed
from tracker.imports.problems import ImportFileError
from tracker.models.plans import PlanLine
from tracker.models.posts import Post
from tracker.workbooks.blank_plans import blank_plan

HEADS = ["类别", "名称", "时间或月份", "对象", "单位数", "人数", "时长", "依据"]
GOOD = ["会议", "全县防汛工作会", "3月", "各乡镇", 20, "2人", "1.5小时", "县委要点"]


def book(*rows, heads=HEADS):
    workbook = Workbook()
    for row in ([f"{2026}年计划"], heads, *rows):
        workbook.active.append(row)
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def read(*rows, known=(), **options):
    return read_plan("计划.xlsx", book(*rows, **options), 2026, known)


class ReadPlanTests(TestCase):
    def test_reads_each_column(self):
        sheet = read(GOOD)
        self.assertEqual(sheet.errors, [])
        [line] = sheet.lines(2026)
        found = (line.kind, line.month, line.recipients, line.recipient_count, line.people, line.minutes, line.basis)
        self.assertEqual(found, ("meeting", 3, "各乡镇", 20, 2, 90, "县委要点"))

    def test_a_time_is_a_day_a_month_or_open(self):
        times = ["3月", 3, "2026年3月5日", date(2026, 3, 5), "3.5", "待定", None]
        sheet = read(*(["发文", f"通知{number}", time] for number, time in enumerate(times)))
        self.assertEqual(sheet.errors, [])
        found = [(line.month, line.day) for line in sheet.lines(2026)]
        day = (3, date(2026, 3, 5))
        self.assertEqual(found, [(3, None), (3, None), day, day, day, (None, None), (None, None)])

    def test_every_error_has_its_sheet_row_column_and_value(self):
        sheet = read(["团建", "会", "13月"], GOOD, ["会议", "", "有空时"], ["会议", "会", "2025-01-01"])
        found = [(error.sheet, error.row, error.column, error.value) for error in sheet.errors]
        self.assertEqual(
            found,
            [
                ("Sheet", 3, "类别", "团建"),
                ("Sheet", 3, "时间或月份", "13月"),
                ("Sheet", 5, "时间或月份", "有空时"),
                ("Sheet", 5, "名称", ""),
                ("Sheet", 6, "时间或月份", "2025-01-01"),
            ],
        )

    def test_what_is_there_already_or_stands_twice_is_an_error(self):
        known = [PlanLine(kind="meeting", title="全县防汛工作会", month=3)]
        self.assertEqual(len(read(GOOD, known=known).errors), 1)
        self.assertEqual(len(read(GOOD, GOOD).errors), 1)

    def test_nothing_of_a_classified_row_is_told(self):
        [error] = read(["会议", "机密★10年 演练部署会", "3月"]).errors
        self.assertEqual((error.row, error.value), (3, None))
        self.assertNotIn("演练", error.message)

    def test_a_mark_above_the_headings_refuses_the_file(self):
        with self.assertRaises(ImportFileError):
            read_plan("计划.csv", "机密★10年\n类别,名称\n会议,会\n".encode(), 2026, [])

    def test_a_file_without_headings_or_rows_is_refused_in_a_sentence(self):
        for rows, heads, words in (([GOOD], ["甲", "乙"], "没有找到表头"), ([], HEADS, "没有内容")):
            with self.assertRaisesMessage(ImportFileError, words):
                read(*rows, heads=heads)

    def test_the_blank_sheet_is_read_once_filled_in(self):
        workbook = blank_plan(2026)
        sheet = workbook.worksheets[0]
        for column, value in enumerate(GOOD, start=2):
            sheet.cell(6, column, value)
        content = BytesIO()
        workbook.save(content)
        found = read_plan("计划.xlsx", content.getvalue(), 2026, [])
        self.assertEqual((found.errors, len(found.values)), ([], 1))

    def test_a_seal_holds_for_its_plan_alone(self):
        seal = sealed(read(GOOD), "1/2/2026")
        self.assertEqual(len(unsealed(seal, "1/2/2026").values), 1)
        self.assertIsNone(unsealed(seal, "1/3/2026"))
        self.assertIsNone(unsealed(seal[:-1] + "!", "1/2/2026"))


class StorePlanTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.year = timezone.localdate().year
        cls.issuer = make_user(Post.Role.ISSUER, cls.county.bureau)

    def setUp(self):
        self.client.force_login(self.issuer, "django.contrib.auth.backends.ModelBackend")

    def post(self, name, **data):
        return self.client.post(reverse(name, args=["QH-02", self.year]), data, follow=True)

    def hand_in(self, *rows):
        return self.post("plan_import", file=SimpleUploadedFile("计划.xlsx", book(*rows)))

    def test_nothing_is_stored_before_it_is_confirmed_and_a_second_click_adds_nothing(self):
        preview = self.hand_in(GOOD, ["发文", "通知"])
        self.assertContains(preview, "读出 2 条")
        self.assertFalse(PlanLine.objects.exists())
        seal = preview.context["seal"]
        self.assertContains(self.post("plan_store", seal=seal), "已列入 2 条")
        self.assertContains(self.post("plan_store", seal=seal), "没有再列入")
        self.assertEqual(PlanLine.objects.filter(requested_by=self.issuer).count(), 2)

    def test_one_wrong_row_holds_all_back(self):
        response = self.hand_in(GOOD, ["团建", "会"])
        self.assertEqual(response.status_code, 422)
        self.assertNotIn("seal", response.context)
        self.assertFalse(PlanLine.objects.exists())
