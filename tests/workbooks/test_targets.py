from datetime import date
from decimal import Decimal

from django.test import TestCase

from tests.county import make_user
from tests.views.figures import AS_OF, county_with_a_year, halve_meetings, midsummer
from tests.workbooks.sheets import reopened
from tracker.models.kinds import Kind
from tracker.models.office_groups import OfficeGroup
from tracker.models.posts import Post
from tracker.models.targets import Target
from tracker.queries.target_rows import targets_of
from tracker.workbooks.export import export


class TargetSheetTests(TestCase):
    @classmethod
    @midsummer
    def setUpTestData(cls):
        cls.county = county = county_with_a_year()
        halve_meetings(county.county, responsible="县委办公室主任")
        group = OfficeGroup.objects.create(area=county.county, name="沿河乡镇")
        group.members.set([county.town])
        usual = {"kind": Kind.MEETING, "year": 2026, "office": county.county}
        Target.objects.create(
            **usual, group=group, type=Target.Type.PER_PERIOD, period="month", number=1, valid_from=date(2026, 2, 1)
        )
        Target.objects.create(**usual, level="T", type=Target.Type.SHARE, part="video", share=Decimal("0.333"))
        cls.supervisor = make_user(Post.Role.SUPERVISOR, county.county)
        workbook, _name = export(cls.supervisor, county.county, 2026, AS_OF, "清河县 吕立新")
        cls.file, cls.workbook = reopened(workbook)

    def rows(self):
        sheet = self.workbook["目标"]
        heads = [cell.value for cell in sheet[3]]
        return [dict(zip(heads, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=4)]

    def row(self, kind):
        return next(row for row in self.rows() if row["目标"] == kind)

    def test_a_row_for_each_target_of_the_page(self):
        listed = targets_of(self.supervisor, self.county.county, 2026, AS_OF)
        self.assertEqual(sum(row["单位"] == "清河县" for row in self.rows()), len(listed))

    def test_mode_dates_ceiling_and_standing_are_those_of_the_page(self):
        row = self.row("较2025年压减50%")
        [listed] = [one for one in targets_of(self.supervisor, self.county.county, 2026, AS_OF) if one.own]
        self.assertEqual((row["基期方式"], row["全年限额"], row["累计"]),
                         ("固定基期", listed.own.ceiling, listed.own.counted))  # fmt: skip
        self.assertEqual((row["起"].date(), row["责任人、依据"]), (date(2026, 1, 1), "县委办公室主任"))
        self.assertIn("×（1 − 50%），向下取整", row["含义"])

    def test_period_and_group_are_told(self):
        row = self.row("每月不超过1")
        self.assertEqual((row["约束对象"], row["全年限额"]), ("分组：沿河乡镇", "—"))
        self.assertEqual(row["起"].date(), date(2026, 2, 1))

    def test_what_several_offices_keep_is_counted(self):
        self.assertIn("所属乡镇（街道）各单位", self.row("视频会议占会议不低于33.3%")["约束对象"])
        self.assertTrue(self.row("视频会议占会议不低于33.3%")["状态"])
