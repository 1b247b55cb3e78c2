from datetime import date, time
from io import BytesIO

from django.test import TestCase
from django.urls import reverse
from openpyxl import load_workbook

from tests.county import County, make_user
from tests.workbooks.sheets import reopened
from tracker.imports.ledgers import LedgerFile, import_ledger
from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.posts import Post
from tracker.workbooks.blank_ledgers import EXAMPLE_ROW, FIRST_ROW, HEAD_ROW, blank_ledger


class BlankLedgerTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()

    def imported(self, data):
        return import_ledger(LedgerFile("空白台账.xlsx", data), self.county.town)

    def filled_in(self, kind, **changed):
        """The blank with its own example typed into the first row to fill in, and saved again."""
        book = load_workbook(BytesIO(reopened(blank_ledger(kind))[0]))
        sheet = book.worksheets[0]
        for column in range(2, sheet.max_column + 1):
            heading = sheet.cell(HEAD_ROW, column).value
            given = changed.get(heading, sheet.cell(EXAMPLE_ROW, column).value)
            sheet.cell(FIRST_ROW, column).value = given
        stream = BytesIO()
        book.save(stream)
        return stream.getvalue()


class UntouchedTests(BlankLedgerTests):
    def test_brings_nothing_and_is_no_error(self):
        for kind in Kind:
            with self.subTest(kind=kind):
                report = self.imported(reopened(blank_ledger(kind))[0])
                counts = report.counts()
                self.assertEqual((counts["read"] - counts["skipped"], report.errors), (0, []))
                self.assertIn("example", {line.reason for line in report.lines})


class FilledInTests(BlankLedgerTests):
    def test_every_column_is_understood(self):
        for kind in Kind:
            report = self.imported(self.filled_in(kind))
            with self.subTest(kind=kind):
                self.assertEqual((report.counts()["new"], report.errors), (1, []))
                (table,) = report.tables
                read = {column for source in table.block.header.mapping.values() for column in source.columns}
                self.assertEqual(set(filter(None, table.block.header.headings)) - read, {"序号"})

    def test_a_meeting_holds_what_was_typed(self):
        self.imported(self.filled_in(Kind.MEETING))
        item, delivery = Item.objects.get(), Delivery.objects.get()
        told = (item.title, item.day, item.starts_at, item.issuer, item.meeting_form, item.meeting_name, item.minutes)
        self.assertEqual(told, (
            "全县防汛工作视频会议", date(2026, 3, 5), time(9), self.county.bureau, "video", "department", 90,
        ))  # fmt: skip
        self.assertEqual((item.meeting_category, item.required_rank, delivery.people), ("special", "principal", 3))
        asks = (item.asks_report, item.asks_form, item.asks_trace, item.deadline, item.emergency)
        self.assertEqual(asks, (True, False, False, date(2026, 3, 20), False))

    def test_a_document_holds_what_was_typed(self):
        self.imported(self.filled_in(Kind.DOCUMENT))
        item, delivery = Item.objects.get(), Delivery.objects.get()
        told = (item.document_number, item.document_format, item.genre, item.channel, item.characters, delivery.people)
        self.assertEqual(told, ("清应急〔2026〕5号", "red_head", "notice", "oa", 3200, 3))

    def test_an_inspection_holds_what_was_typed(self):
        self.imported(self.filled_in(Kind.INSPECTION))
        item, delivery = Item.objects.get(), Delivery.objects.get()
        told = (item.inspection_type, item.plan_status, item.approval_number, item.minutes, item.law_enforcement)
        self.assertEqual(told, ("supervision", "planned", "清督办〔2026〕3号", 120, False))
        self.assertEqual((delivery.people, item.required_rank), (4, "principal"))

    def test_every_word_of_every_list_is_understood(self):
        for kind in Kind:
            for heading, word in offered_words(blank_ledger(kind).worksheets[0]):
                with self.subTest(heading=heading, word=word):
                    data = self.filled_in(kind, **{heading: word})
                    report = import_ledger(LedgerFile("x.xlsx", data), self.county.town, dry_run=True)
                    (record,) = [line.record for line in report.lines if line.record]
                    name, choices = FIELDS[heading]
                    held = record.others.get(name)
                    self.assertEqual(word, ("是" if held else "否") if choices is None else choices(held).label)


FIELDS = {
    "会议形式": ("meeting_form", Item.MeetingForm),
    "会议名义": ("meeting_name", Item.MeetingName),
    "会议类别": ("meeting_category", Item.MeetingCategory),
    "参会要求": ("required_rank", Item.RequiredRank),
    "文件形式": ("document_format", Item.DocumentFormat),
    "文种": ("genre", Item.Genre),
    "收文渠道": ("channel", Item.Channel),
    "督检考类型": ("inspection_type", Item.InspectionType),
    "计划情况": ("plan_status", Item.PlanStatus),
    "是否行政执法": ("law_enforcement", None),
    "要求报送情况": ("asks_report", None),
    "是否填表": ("asks_form", None),
    "是否留痕": ("asks_trace", None),
    "是否应急": ("emergency", None),
}


def offered_words(sheet):
    """Heading and word of every drop-down of a sheet."""
    for offered in sheet.data_validations.dataValidation:
        heading = sheet.cell(HEAD_ROW, next(iter(offered.sqref.ranges)).min_col).value
        for word in offered.formula1.strip('"').split(","):
            yield heading, word


class DownloadTests(BlankLedgerTests):
    def test_each_kind_has_its_own(self):
        self.client.force_login(make_user(Post.Role.CLERK, self.county.town))
        for kind in Kind.values:
            response = self.client.get(reverse("blank_ledger", args=[kind]))
            book = load_workbook(BytesIO(b"".join(response.streaming_content)))
            self.assertEqual(book.sheetnames[1], "填写说明")
        self.assertEqual(self.client.get(reverse("blank_ledger", args=["other"])).status_code, 404)
