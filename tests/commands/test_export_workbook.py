import tempfile
from io import StringIO
from pathlib import Path

from django.core.management import CommandError, call_command
from django.test import TestCase
from openpyxl import load_workbook

from tests.county import make_user
from tests.views.figures import AS_OF, county_with_a_year, midsummer
from tracker.actions.counting_rules import draft_from
from tracker.models.counting_rules import CountingRule
from tracker.models.posts import Post


@midsummer
class ExportWorkbook(TestCase):
    @classmethod
    @midsummer
    def setUpTestData(cls):
        cls.county = county_with_a_year()

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = Path(folder.name) / "减负台账.xlsx"

    def export(self, path=None, **options):
        told = {"office": "QH", "first": "2026-01", "last": "2026-03"} | options
        call_command("export_workbook", str(path or self.path), stdout=StringIO(), **told)
        return load_workbook(self.path)

    def cover(self, workbook):
        return " ".join(str(cell) for row in workbook["封面"].iter_rows(values_only=True) for cell in row if cell)

    def test_looks_up_to_the_last_day_of_the_month(self):
        workbook = self.export(last="2026-06")
        self.assertIn("2026年1月1日至6月30日", self.cover(workbook))
        self.assertEqual(workbook["会议台账"].max_row - 4, 7)

    def test_looks_no_further_than_today(self):
        self.assertIn("2026年1月1日至7月1日", self.cover(self.export(last="2026-07")))

    def test_without_any_account_the_system_signs(self):
        self.assertIn("清河县 系统", self.cover(self.export()))

    def test_writes_nothing_but_workbooks(self):
        with self.assertRaisesMessage(CommandError, "只能写 .xlsx 文件"):
            self.export(self.path.with_suffix(".csv"))
        self.assertFalse(self.path.with_suffix(".csv").exists())

    def test_the_first_administrator_signs_unless_another_is_named(self):
        make_user(Post.Role.ADMINISTRATOR, self.county.county, first_name="许明远")
        make_user(Post.Role.SUPERVISOR, self.county.county, first_name="吕立新")
        self.assertIn("许明远", self.cover(self.export()))
        self.assertIn("吕立新", self.cover(self.export(user="supervisor-QH")))

    def test_replays_under_a_version_by_its_name_and_says_so(self):
        draft = draft_from(CountingRule.objects.get(), CountingRule(name="从严版", valid_from=AS_OF, source="测试"))
        draft.clauses.update(counts=True)
        workbook = self.export(last="2026-06", under="从严版")
        self.assertIn("按《从严版》重算，不是现行数字", self.cover(workbook))
        counted = workbook["发文台账"]["A4":"Z5"]
        heads, row = ([cell.value for cell in line] for line in counted)
        self.assertEqual(row[heads.index("计入统计口径")], "是")

    def test_a_version_that_is_not_there_is_told_with_those_that_are(self):
        with self.assertRaisesMessage(CommandError, "没有名为“从宽版”的口径；有：统计口径（2026版）"):
            self.export(under="从宽版")

    def test_replaces_the_file_and_leaves_nothing_beside_it(self):
        self.path.write_text("old")
        self.export()
        self.assertEqual([path.name for path in self.path.parent.iterdir()], [self.path.name])

    def test_says_what_is_wrong(self):
        make_user(Post.Role.HEAD, self.county.town)
        cases = [
            ({"office": "NO"}, "没有代码为“NO”的单位"),
            ({"first": "2026-02"}, "--from 须为某年1月"),
            ({"first": "2026"}, "“2026”不是月份"),
            ({"last": "2026-13"}, "“2026-13”不是月份"),
            ({"last": "2027-01"}, "在同一年"),
            ({"last": "2026-08"}, "还没有到"),
            ({"user": "nobody"}, "没有名为“nobody”的用户"),
            ({"user": "head-QH-T1"}, "不在用户“head-QH-T1”的查看范围"),
            ({"path": "/nowhere/out.xlsx"}, "写不了文件 /nowhere/out.xlsx"),
        ]
        for options, message in cases:
            with self.subTest(options), self.assertRaisesMessage(CommandError, message):
                self.export(**options)

    def test_a_place_that_is_a_folder_is_refused_and_left_alone(self):
        self.path.mkdir()
        with self.assertRaisesMessage(CommandError, "写不了文件"):
            self.export()
        self.assertEqual(list(self.path.iterdir()), [])
