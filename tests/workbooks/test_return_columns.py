"""What was exported is imported: into the same ledger nothing changes, into an empty one the same sheets come out."""

from datetime import date, time, timedelta
from io import BytesIO
from random import Random

from django.test import TestCase
from openpyxl import load_workbook

from tests.county import County, log, make_user, unsaved_item
from tests.workbooks.sheets import printed_columns, reopened
from tracker.actions.deliveries import Landing
from tracker.actions.items import log_item
from tracker.imports.ledgers import LedgerFile, import_ledger
from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.loads import Load
from tracker.models.posts import Post
from tracker.queries.items import ItemFilter, items
from tracker.workbooks.export import export
from tracker.workbooks.items import items_listed, write_items

TODAY = date(2026, 11, 20)
ODD_TITLES = (
    "=SUM(1,2)关于开会", "+补报", "-30%以上", "@全体", "合计", "小计：", "示例：第一项", "（取消）周例会",
    "（作废）旧通知",
    "一、会议", "备注：见附件", "“双引号”与'单引号'", "<b>&amp;标签</b>", "12", "2026年3月", "a,b;c\\d/e", "𡐓村防汛",
    "第1页合计会议",
    "关于做好…的通知（第二次）", "会议 有 空格", "名称", "标题", "100%完成", "0012", "True", "2026-03-05",
)  # fmt: skip


class RoundTrip(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.supervisor = make_user(Post.Role.SUPERVISOR, cls.county.county)
        cls.clerk = make_user(Post.Role.CLERK, cls.county.town)

    def list_of(self, user):
        wanted, file = ItemFilter(user.post.office), BytesIO()
        write_items(
            file, items_listed(user, items(user, wanted).order_by("day", "title", "pk"), wanted), "列出〔全部〕"
        )
        return file.getvalue(), load_workbook(file)

    def workbook_of(self, user):
        return reopened(export(user, user.post.office, 2026, TODAY, "清河县")[0])

    def imported(self, data, home, **options):
        return import_ledger(LedgerFile("导出.xlsx", data), home, **options)

    def fill(self, seed, number=60):
        """Random items of every kind, with the odd titles among them; some landed on one office, some on several."""
        rng = Random(seed)
        for index in range(number):
            title = ODD_TITLES[index] if index < len(ODD_TITLES) else f"事项{index}"
            self.make(rng, title)

    def make(self, rng, title):
        county = self.county
        kind = rng.choice(Kind.values)
        day = date(2026, 1, 1) + timedelta(rng.randrange(300))
        issuer = rng.choice([county.bureau, county.other_bureau, county.county_office])
        item = unsaved_item(kind, issuer, day, title=title, **choices(rng, kind, day))
        places = [county.town, county.other_town, county.village, county.other_village, county.far_village]
        offices = rng.sample(places, rng.choice([1, 1, 2, 5]))
        figures = {"people": rng.choice([None, 3]), "preparation_minutes": rng.choice([None, 45])}
        landings = [Landing(office, **(figures if len(offices) == 1 else {})) for office in offices]
        by_receiver = rng.random() < 0.4
        return log_item(item, landings, logged_for=offices[0] if by_receiver else issuer, by=None)


def choices(rng, kind, day):
    some = {
        "channel": rng.choice(["", *Item.Channel.values]),
        "required_rank": rng.choice(["", *Item.RequiredRank.values]),
        "deadline": rng.choice([None, day + timedelta(7)]),
    }
    some |= {name: rng.random() < 0.3 for name in ("emergency", "asks_report", "asks_form", "asks_trace")}
    if kind == Kind.MEETING:
        form = rng.choice(Item.MeetingForm.values)
        return some | {
            "starts_at": rng.choice([None, time(9), time(14, 30)]),
            "minutes": rng.choice([None, 60, 95]),
            "meeting_form": form,
            "topics": rng.choice([None, 3]) if form == Item.MeetingForm.BUNDLED else None,
            "meeting_name": rng.choice(Item.MeetingName.values),
            "meeting_category": rng.choice(Item.MeetingCategory.values),
        }
    if kind == Kind.DOCUMENT:
        return some | {
            "document_format": rng.choice(Item.DocumentFormat.values),
            "genre": rng.choice(Item.Genre.values),
            "characters": rng.choice([None, 3200]),
        }
    return some | {
        "starts_at": rng.choice([None, time(8, 30)]),
        "minutes": rng.choice([None, 120]),
        "inspection_type": rng.choice(Item.InspectionType.values),
        "plan_status": rng.choice(Item.PlanStatus.values),
        "law_enforcement": rng.random() < 0.3,
    }


class UnchangedTests(RoundTrip):
    def assert_unchanged(self, data, home):
        report = self.imported(data, home)
        counts = report.counts()
        told = [
            (line.sheet, line.row, line.outcome, line.reason, line.message) for line in report.lines if line.counted
        ]
        wrong = [line for line in told if line[2] not in ("unchanged", "skipped")]
        self.assertEqual((wrong, report.errors), ([], []))
        self.assertEqual((counts["unchanged"] > 0, report.batch), (True, None))
        return counts

    def test_into_the_same_ledger_nothing_is_new_updated_refused_or_doubtful(self):
        self.fill("unchanged")
        for user in (self.clerk, self.supervisor):
            for made in (self.list_of, self.workbook_of):
                with self.subTest(user=user, made=made.__name__):
                    data, book = made(user)
                    counts = self.assert_unchanged(data, user.post.office)
                    wanted = ItemFilter(user.post.office)
                    self.assertEqual(counts["unchanged"], items(user, wanted).count())

    def test_the_same_meeting_logged_twice_on_purpose_stays_two(self):
        for _time in range(2):
            log(Kind.MEETING, self.county.bureau, date(2026, 3, 5), [self.county.town], title="周例会")
        self.assert_unchanged(self.list_of(self.clerk)[0], self.county.town)

    def test_handing_a_list_back_confirms_nothing(self):
        log(Kind.MEETING, self.county.bureau, date(2026, 3, 5), [self.county.town])
        self.assert_unchanged(self.list_of(self.clerk)[0], self.county.town)
        self.assertFalse(Delivery.objects.get().received)


class RoundTripTests(RoundTrip):
    def test_export_import_export_gives_equal_sheets(self):
        for seed in ("first", "second", "third"):
            with self.subTest(seed=seed):
                self.clear()
                self.fill(seed)
                data, before = self.list_of(self.supervisor)
                _ledgers, workbook = self.workbook_of(self.supervisor)
                self.clear()
                report = self.imported(data, self.county.county)
                self.assertEqual((report.counts()["new"], report.errors), (60, []))
                self.assert_equal_sheets(before, self.list_of(self.supervisor)[1])
                after = self.workbook_of(self.supervisor)[1]
                for name in ("会议台账", "发文台账", "督检考台账"):
                    self.assert_same_rows(workbook[name], after[name])

    def test_a_workbook_of_ledgers_fills_an_empty_ledger(self):
        self.fill("workbook")
        data, _book = self.workbook_of(self.supervisor)
        _data, before = self.list_of(self.supervisor)
        self.clear()
        self.assertEqual(self.imported(data, self.county.county).counts()["new"], 60)
        self.assert_equal_sheets(before, self.list_of(self.supervisor)[1])

    def clear(self):
        Load.objects.all().delete()
        Item.objects.all().delete()

    def assert_equal_sheets(self, before, after):
        for old, new in zip(before.worksheets, after.worksheets, strict=True):
            self.assertEqual(list(old.values), list(new.values))

    def assert_same_rows(self, before, after):
        """The order of items of one day is that of their making, so rows are compared as a bag, without numbers."""
        bags = [sorted(map(str, (row[1:] for row in list(sheet.values)[4:]))) for sheet in (before, after)]
        self.assertEqual(bags[0], bags[1])


class PageTests(RoundTrip):
    def test_what_only_an_import_needs_stands_right_of_the_page_and_makes_no_row_higher(self):
        log(Kind.MEETING, self.county.bureau, date(2026, 3, 5), [self.county.town, self.county.far_village])
        sheet = self.list_of(self.supervisor)[1].worksheets[0]
        heads = [cell.value for cell in sheet[4]]
        self.assertEqual(heads.index("口径条款") + 1, printed_columns(sheet))
        self.assertEqual(sheet.cell(5, heads.index("接收单位") + 1).value, "新桥镇、QH-T2-1")
        self.assertLessEqual(sheet.row_dimensions[5].height, 30)
