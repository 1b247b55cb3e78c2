import json
from datetime import date, time, timedelta

from django.test import TestCase
from django.utils import timezone

from tests.county import County, log
from tests.imports.files import csv_bytes, xlsx_bytes
from tracker.actions.items import withdraw_item
from tracker.actions.loads import differences, stale_copies
from tracker.imports.layouts.lines import Outcome
from tracker.imports.layouts.mappings import read_mapping
from tracker.imports.ledgers import LedgerFile, import_ledger
from tracker.imports.problems import ImportFileError
from tracker.imports.reports import as_json, as_text
from tracker.models.batches import Batch
from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.offices import Office

HEADINGS = ["收文日期", "来文单位", "发文字号", "文件标题"]
GOOD = ["2026-03-05", "县应急管理局", "清应急〔2026〕5号", "关于做好防汛工作的通知"]
OTHER = ["2026-03-06", "县农业农村局", "", "关于报送春耕情况的函"]


class Imported(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()

    def load(self, rows, name="收文.csv", office=None, mapping=None, kind="auto", **options):
        data = csv_bytes(rows) if name.endswith(".csv") else xlsx_bytes(rows)
        year = options.pop("year", None)
        columns = None if mapping is None else read_mapping(json.dumps(mapping).encode())
        home = Office.objects.get(pk=(office or self.county.town).pk)
        return import_ledger(LedgerFile(name, data, kind, year, columns), home, **options)

    def counts(self, report):
        return {name: count for name, count in report.counts().items() if count}


class ImportLedgerTests(Imported):
    def test_stores_a_row_as_an_item_that_landed_here(self):
        report = self.load([HEADINGS, GOOD])
        item = Item.objects.get()
        self.assertEqual(self.counts(report), {"read": 1, "new": 1})
        self.assertEqual(
            (item.kind, item.issuer, item.document_number, item.day, item.title),
            (Kind.DOCUMENT, self.county.bureau, "清应急〔2026〕5号", date(2026, 3, 5), GOOD[3]),
        )
        self.assertEqual((item.logged_for, item.source), (self.county.town, Item.Source.IMPORT))
        self.assertEqual((item.document_format, item.genre), (Item.DocumentFormat.RED_HEAD, Item.Genre.NOTICE))
        delivery = item.deliveries.get()
        self.assertEqual((delivery.office, delivery.sent, delivery.received), (self.county.town, False, True))

    def test_csv_and_workbook_give_the_same(self):
        for name in ("收文.csv", "收文.xlsx"):
            report = self.load([HEADINGS, GOOD, OTHER], name=name, dry_run=True)
            self.assertEqual([line.record.title for line in report.lines if line.record], [GOOD[3], OTHER[3]])

    def test_a_second_run_adds_nothing(self):
        self.load([HEADINGS, GOOD, OTHER])
        self.assertEqual(self.counts(self.load([HEADINGS, GOOD, OTHER])), {"read": 2, "unchanged": 2})
        self.assertEqual((Item.objects.count(), Batch.objects.count()), (2, 1))

    def test_a_dry_run_stores_nothing_and_reports_the_same(self):
        dry = self.load([HEADINGS, GOOD], dry_run=True)
        self.assertEqual(Item.objects.count(), 0)
        self.assertEqual(dry.counts(), self.load([HEADINGS, GOOD]).counts())

    def test_leaves_history_and_exact_loads(self):
        self.load([HEADINGS, GOOD, OTHER])
        self.assertEqual(Item.history.count(), 2)
        self.assertEqual(Delivery.history.count(), 2)
        self.assertEqual((list(differences()), stale_copies()), ([], 0))

    def test_the_batch_remembers_the_file(self):
        self.load([HEADINGS, GOOD])
        batch = Batch.objects.get()
        self.assertEqual((batch.file_name, batch.office, len(batch.digest)), ("收文.csv", self.county.town, 64))
        self.assertEqual(Item.objects.get().batch, batch)

    def test_a_letter_and_a_paper_without_number_are_told_by_their_number(self):
        letter = ["2026-03-05", "县应急管理局", "清应急函〔2026〕5号", "关于商请支持的函"]
        self.load([HEADINGS, letter, OTHER])
        formats = dict(Item.objects.values_list("title", "document_format"))
        self.assertEqual(formats, {letter[3]: Item.DocumentFormat.LETTER, OTHER[3]: Item.DocumentFormat.WHITE_HEAD})

    def test_of_joint_issuers_the_first_known_one_leads(self):
        self.load([HEADINGS, [GOOD[0], "省厅、县农业农村局、县应急管理局", *GOOD[2:]]])
        item = Item.objects.get()
        self.assertEqual(
            (item.issuer, item.issuer_text), (self.county.other_bureau, "省厅、县农业农村局、县应急管理局")
        )

    def test_a_meeting_brings_its_length_and_people(self):
        rows = [["会议名称", "召开日期", "主办单位", "开始时间", "时长（小时）", "参会人数", "会议形式"],
                ["防汛调度会", "2026年3月5日", "县应急管理局", "9:00", "1.5", "2人", "视频"]]  # fmt: skip
        self.load(rows, name="会议.xlsx")
        item = Item.objects.get()
        self.assertEqual((item.starts_at, item.minutes, item.meeting_form), (time(9), 90, Item.MeetingForm.VIDEO))
        self.assertEqual((item.deliveries.get().people, item.deliveries.get().cost_spent), (2, 180))

    def test_an_inspection_counts_from_start_to_end(self):
        rows = [["检查事项", "检查日期", "检查单位", "开始时间", "结束时间", "是否计划内"],
                ["安全生产督查", "2026-03-05", "县应急管理局", "9:00", "11:30", "是"]]  # fmt: skip
        self.load(rows)
        item = Item.objects.get()
        self.assertEqual((item.kind, item.minutes, item.plan_status), (Kind.INSPECTION, 150, Item.PlanStatus.PLANNED))
        self.assertEqual(item.inspection_type, Item.InspectionType.SUPERVISION)


class BundledTests(Imported):
    def test_the_topics_of_a_bundled_meeting_are_read(self):
        heads = ["会议日期", "会议名称", "主办单位", "会议形式", "套开主题数"]
        rows = [heads, ["2026-03-05", "全县工作会议", "县应急管理局", "套开", "4"],
                ["2026-03-06", "安全生产会", "县应急管理局", "视频会议", "4"],
                ["2026-03-07", "防汛会", "县应急管理局", "套开", "999999"]]  # fmt: skip
        self.load(rows, kind="meeting")
        self.assertEqual(list(Item.objects.order_by("day").values_list("topics", flat=True)), [4, None, None])


class RefusedRowsTests(Imported):
    def refused(self, row, words, headings=None, **options):
        report = self.load([headings or HEADINGS, row], **options)
        self.assertEqual(self.counts(report), {"read": 1, "refused": 1})
        self.assertIn(words, " ".join(error.message for error in report.errors))
        self.assertEqual(Item.objects.count(), 0)

    def test_each_gets_one_clear_sentence(self):
        tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
        self.refused([tomorrow, *GOOD[1:]], "还没有到")
        self.refused([GOOD[0], "县应急管理厅", *GOOD[2:]], "最接近的是“县应急管理局”")
        self.refused([*GOOD[:3], ""], "没有标题")
        self.refused(["", *GOOD[1:]], "没有日期")
        self.refused([*GOOD[:3], "长" * 501], "最多 500 个")

    def test_negative_minutes(self):
        headings = ["会议名称", "会议日期", "主办单位", "时长（分钟）"]
        self.refused(["防汛会", "2026-03-05", "县应急管理局", "-30"], "负数", headings)
        headings = ["会议名称", "会议日期", "主办单位", "开始时间", "结束时间"]
        self.refused(["防汛会", "2026-03-05", "县应急管理局", "14:00", "13:00"], "早于开始时间", headings)

    def test_all_errors_are_told_at_once_with_their_place(self):
        report = self.load([HEADINGS, ["昨天", "火星", "", "甲"], GOOD, ["改天", *GOOD[1:]]])
        places = [(error.row, error.column, error.value) for error in report.errors]
        self.assertEqual(places, [(2, "收文日期", "昨天"), (2, "来文单位", "火星"), (4, "收文日期", "改天")])

    def test_nothing_is_stored_unless_valid_rows_are_asked_for(self):
        rows = [HEADINGS, GOOD, ["昨天", *OTHER[1:]]]
        self.assertFalse(self.load(rows).stored)
        self.assertEqual(Item.objects.count(), 0)
        self.assertTrue(self.load(rows, valid_rows=True).stored)
        self.assertEqual(Item.objects.count(), 1)

    def test_nothing_of_a_classified_row_is_kept(self):
        secret = ["2026-03-07", "县应急管理局", "清应急密〔2026〕7号", "不可外传之事"]
        marked = ["2026-03-07", "县应急管理局", "", "另一不可外传之事★", "机密★10年"]
        report = self.load([[*HEADINGS, "密级"], GOOD, secret, marked], valid_rows=True)
        told = json.dumps(as_json(report, rows=True), ensure_ascii=False) + "".join(as_text(report))
        self.assertNotIn("不可外传", told)
        self.assertEqual([(line["row"], line["reason"]) for line in as_json(report, rows=True)["refused"]],
                         [(3, "classified"), (4, "classified")])  # fmt: skip
        self.assertEqual({(error.value, error.column) for error in report.errors}, {(None, "")})
        self.assertEqual(Item.objects.count(), 1)


class DoubtfulRowsTests(Imported):
    def test_are_held_and_the_others_stored(self):
        report = self.load([HEADINGS, GOOD, ["2026年3月", *OTHER[1:]]])
        self.assertEqual(self.counts(report), {"read": 2, "new": 1, "doubtful": 1})
        self.assertEqual(as_json(report, rows=True)["doubtful"][0]["reason"], "date_month_only")

    def test_a_day_that_does_not_exist(self):
        report = self.load([HEADINGS, ["2026-02-30", *GOOD[1:]]])
        self.assertEqual((report.lines[-1].outcome, report.lines[-1].reason), (Outcome.DOUBTFUL, "invalid_date"))

    def test_one_number_on_two_titles(self):
        report = self.load([HEADINGS, GOOD, [*GOOD[:3], "关于另一件事的通知"]])
        self.assertEqual(report.lines[-1].reason, "same_number")
        self.assertIn("第 2 行", report.lines[-1].message)

    def test_a_number_the_ledger_knows_with_another_title(self):
        self.load([HEADINGS, GOOD])
        report = self.load([HEADINGS, [*GOOD[:3], "关于另一件事的通知"]])
        self.assertEqual(self.counts(report), {"read": 1, "doubtful": 1})

    def test_one_visit_with_two_lengths(self):
        headings = ["检查事项", "检查日期", "检查单位", "时长（分钟）"]
        row = ["督查", "2026-03-05", "县应急管理局"]
        report = self.load([headings, [*row, "60"], [*row, "90"]])
        self.assertEqual(report.lines[-1].reason, "same_item_other_figures")


class SkippedRowsTests(Imported):
    def test_a_repeated_row_is_skipped_and_names_the_first(self):
        report = self.load([HEADINGS, GOOD, GOOD])
        self.assertEqual(self.counts(report), {"read": 2, "new": 1, "skipped": 1})
        self.assertEqual((report.lines[-1].reason, report.lines[-1].of), ("duplicate", 2))

    def test_totals_page_headings_and_cancelled_meetings(self):
        headings = ["会议名称", "会议日期", "主办单位", "状态"]
        rows = [
            ["2026年会议台账"],
            headings,
            ["防汛会", "2026-03-05", "县应急管理局", "取消"],
            headings,
            ["合计", "", "1", ""],
        ]
        report = self.load(rows)
        self.assertEqual(
            [(line.row, line.reason) for line in report.lines],
            [(1, "title"), (2, "header"), (3, "cancelled"), (4, "header_repeat"), (5, "total")],
        )
        self.assertEqual(self.counts(report), {"read": 3, "skipped": 3})

    def test_a_withdrawn_item_stays_withdrawn(self):
        self.load([HEADINGS, GOOD])
        withdraw_item(Item.objects.get(), "登记有误", by=None)
        self.assertEqual(self.load([HEADINGS, GOOD]).lines[-1].reason, "withdrawn")


class KnownItemsTests(Imported):
    def sent(self, **fields):
        return log(Kind.DOCUMENT, self.county.bureau, date(2026, 3, 4), self.county.towns,
                   title=GOOD[3], document_number=GOOD[2], **fields)  # fmt: skip

    def test_what_the_sender_logged_is_confirmed_by_the_receiver(self):
        item = self.sent()
        self.assertEqual(self.counts(self.load([HEADINGS, GOOD])), {"read": 1, "updated": 1})
        delivery = item.deliveries.get(office=self.county.town)
        self.assertEqual((delivery.sent, delivery.received), (True, True))
        self.assertEqual(self.counts(self.load([HEADINGS, GOOD])), {"read": 1, "unchanged": 1})
        self.assertEqual(Item.objects.count(), 1)

    def test_two_towns_that_log_the_same_share_one_item(self):
        self.load([HEADINGS, GOOD])
        report = self.load([HEADINGS, GOOD], office=self.county.other_town)
        self.assertEqual(self.counts(report), {"read": 1, "new": 1})
        self.assertEqual((Item.objects.count(), Delivery.objects.count()), (1, 2))
        self.assertEqual(list(differences()), [])

    def test_a_figure_that_was_told_is_never_replaced(self):
        headings, row = ["会议名称", "会议日期", "主办单位", "参会人数"], ["防汛会", "2026-03-05", "县应急管理局"]
        self.load([headings, [*row, ""]])
        self.assertEqual(self.counts(self.load([headings, [*row, "3"]])), {"read": 1, "updated": 1})
        self.assertEqual(self.counts(self.load([headings, [*row, "8"]])), {"read": 1, "unchanged": 1})
        self.assertEqual(Delivery.objects.get().people, 3)


class SentListsTests(Imported):
    HEADINGS = ["发文日期", "发文字号", "文件标题", "主送单位"]

    def send(self, *rows):
        return self.load([self.HEADINGS, *rows], office=self.county.bureau)

    def test_the_recipients_column_decides_who_receives(self):
        self.send(["2026-03-05", "清应急〔2026〕5号", "关于防汛的通知", "各乡镇人民政府"])
        item = Item.objects.get()
        self.assertEqual(item.issuer, self.county.bureau)
        self.assertEqual({delivery.office for delivery in item.deliveries.all()}, set(self.county.towns))
        self.assertEqual(set(item.deliveries.values_list("sent", "received")), {(True, False)})

    def test_a_row_for_each_recipient_is_one_item(self):
        paper = ["2026-03-05", "清应急〔2026〕5号", "关于防汛的通知"]
        rows = [[*paper, "新桥镇"], [*paper, "柳林镇"]]
        self.assertEqual(self.counts(self.send(*rows)), {"read": 2, "new": 2})
        self.assertEqual((Item.objects.count(), Delivery.objects.count()), (1, 2))
        self.assertEqual(self.counts(self.send(*rows)), {"read": 2, "unchanged": 2})

    def test_holds_a_list_that_does_not_say_to_whom(self):
        report = self.send(["2026-03-05", "清应急〔2026〕5号", "关于防汛的通知", "有关乡镇"])
        self.assertEqual(report.lines[-1].reason, "recipients_not_determinable")


class WholeFileTests(Imported):
    def test_each_fault_gets_one_sentence(self):
        for rows, options, words in (
            ([["甲", "乙"], ["1", "2"]], {}, "没有找到表头"),
            ([[], []], {}, "没有内容"),
            ([["标题", "日期"], ["会", "2026-03-05"]], {"name": "台账.csv"}, "请指明类别"),
            ([["甲"], ["1"]], {"mapping": {"title": "甲", "date": "乙"}}, "没有列名对照文件写的这些列：乙"),
        ):
            with self.assertRaisesMessage(ImportFileError, words):
                self.load(rows, **options)

    def test_a_mapping_serves_unknown_headings(self):
        mapping = {
            "title": {"template": "{甲}的{乙}"}, "issuer": {"column": "丙", "fill_down": True},
            "date": {"column": "丁", "format": "%d/%m/%Y"},
        }  # fmt: skip
        rows = [["甲", "乙", "丙", "丁"], ["防汛", "通知", "QH-02", "05/03/2026"], ["春耕", "通知", "", "06/03/2026"]]
        self.load(rows, mapping=mapping, kind="document")
        self.assertEqual(
            list(Item.objects.order_by("day").values_list("title", "day", "issuer")),
            [
                ("防汛的通知", date(2026, 3, 5), self.county.bureau.pk),
                ("春耕的通知", date(2026, 3, 6), self.county.bureau.pk),
            ],
        )

    def test_the_year_of_the_ledger_completes_dates(self):
        self.load([HEADINGS, ["3月5日", *GOOD[1:]]], year=2026)
        self.assertEqual(Item.objects.get().day, date(2026, 3, 5))

    def test_a_column_may_name_the_kind_of_each_row(self):
        rows = [["类别", "日期", "来文单位", "标题"], ["会议", *GOOD[:2], "防汛会"], ["文件", *GOOD[:2], "通知"],
                ["其它", *GOOD[:2], "甲"]]  # fmt: skip
        report = self.load(rows, name="台账.csv", valid_rows=True)
        self.assertEqual(sorted(Item.objects.values_list("kind", flat=True)), [Kind.DOCUMENT, Kind.MEETING])
        self.assertIn("看不出是会议", report.errors[0].message)

    def test_formulas_in_titles_stay_text(self):
        self.load([HEADINGS, [*GOOD[:3], "=HYPERLINK(1)"]])
        self.assertEqual(Item.objects.get().title, "=HYPERLINK(1)")


class UnreadSheetsTests(Imported):
    def test_a_sheet_without_known_headings_is_named(self):
        data = xlsx_bytes([HEADINGS, GOOD], 汇总=[["甲", "乙"], [1, 2]])
        home = Office.objects.get(pk=self.county.town.pk)
        report = import_ledger(LedgerFile("收文.xlsx", data), home, dry_run=True)
        self.assertEqual(self.counts(report), {"read": 3, "new": 1, "skipped": 2})
        self.assertIn("工作表“汇总”没有读", "".join(as_text(report)))


class JsonShapeTests(Imported):
    def test_read_is_the_sum_of_the_rest(self):
        report = self.load([HEADINGS, GOOD, GOOD, ["昨天", *OTHER[1:]], ["2026年3月", *OTHER[1:]]], dry_run=True)
        counts = as_json(report)["counts"]
        self.assertEqual(list(counts), ["read", "new", "updated", "unchanged", "skipped", "refused", "doubtful"])
        self.assertEqual(counts.pop("read"), sum(counts.values()))

    def test_a_record_has_the_fields_of_the_truth_files(self):
        (record,) = as_json(self.load([HEADINGS, GOOD], dry_run=True), rows=True)["records"]
        self.assertEqual(
            {name: record[name] for name in ("sheet", "row", "kind", "title", "issuer", "issuers", "doc_number", "date",
                                             "minutes", "attendees", "channel", "recipients", "deadline")},
            {"sheet": "csv", "row": 2, "kind": "document", "title": GOOD[3], "issuer": GOOD[1], "issuers": [GOOD[1]],
             "doc_number": GOOD[2], "date": GOOD[0], "minutes": None, "attendees": None, "channel": None,
             "recipients": [], "deadline": None},
        )  # fmt: skip
