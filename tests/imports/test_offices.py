from datetime import date

from django.test import TestCase

from tests.county import County, log
from tests.imports.files import csv_bytes
from tracker.actions.loads import differences, stale_copies
from tracker.imports.offices import read_offices
from tracker.imports.planting import OfficeCounts, store_offices
from tracker.imports.problems import ImportFileError
from tracker.models.kinds import Kind
from tracker.models.offices import NumberPrefix, Office, OfficeAlias

HEADINGS = ["code", "name", "parent", "kind", "level", "aliases", "number_prefixes"]
COUNTY = [
    ["Q", "清河县", "", "", "K", "", ""],
    ["Q1", "新桥镇", "Q", "镇", "T", "新桥；新桥公社", ""],
    ["Q1V", "红旗村", "Q1", "村", "V", "", ""],
    ["QD", "清河县应急管理局", "Q", "政府部门", "K", "应急局", "清应急；清应急函"],
]


class Planted(TestCase):
    def load(self, rows, encoding="utf-8"):
        found, errors = read_offices("单位.csv", csv_bytes([HEADINGS, *rows], encoding))
        self.assertEqual(errors, [])
        return store_offices(found)

    def errors(self, *rows):
        found = read_offices("单位.csv", csv_bytes([HEADINGS, *rows]))[1]
        return [(error.row, error.column, error.value) for error in found]


class StoreOfficesTests(Planted):
    def test_plants_a_sound_tree_in_any_order_and_encoding(self):
        for encoding in ("utf-8-sig", "gb18030"):
            Office.objects.all().delete()
            self.load(COUNTY[::-1], encoding)
            self.assertEqual(Office.objects.find_problems(), ([], [], [], [], []))
            self.assertEqual(Office.objects.get(code="Q1V").depth, 3)

    def test_words_become_kinds_and_levels(self):
        self.load(COUNTY)
        self.assertEqual(
            list(Office.objects.order_by("code").values_list("kind", "level")),
            [("region", "K"), ("town", "T"), ("village", "V"), ("government_department", "K")],
        )

    def test_an_empty_kind_is_an_area_only_where_the_name_says_so(self):
        self.load([*COUNTY, ["QX", "清河县财政局", "Q", "", "K", "", ""]])
        self.assertEqual(Office.objects.get(code="QX").kind, Office.Kind.OTHER)

    def test_aliases_and_prefixes_come_along(self):
        self.load(COUNTY)
        self.assertEqual(set(OfficeAlias.objects.values_list("name", flat=True)), {"新桥", "新桥公社", "应急局"})
        self.assertEqual(NumberPrefix.objects.get(prefix="清应急函").office.code, "QD")

    def test_a_second_run_adds_nothing(self):
        self.load(COUNTY)
        self.assertEqual(self.load(COUNTY), OfficeCounts(added=0, changed=0, moved=0, unchanged=4))
        self.assertEqual((Office.objects.count(), OfficeAlias.objects.count()), (4, 3))

    def test_new_offices_join_a_tree_that_is_there(self):
        county = County()
        self.load([["QH-T3", "石门镇", "QH", "镇", "T", "", ""], ["QH-T3-1", "石门村", "QH-T3", "村", "V", "", ""]])
        self.assertEqual(Office.objects.find_problems(), ([], [], [], [], []))
        self.assertEqual(Office.objects.get(pk=county.county.pk).numchild, 6)

    def test_a_changed_name_is_taken_over(self):
        self.load(COUNTY)
        counts = self.load([["Q1", "新桥街道", "Q", "街道", "T", "", ""]])
        self.assertEqual((counts.changed, Office.objects.get(code="Q1").name), (1, "新桥街道"))

    def test_a_changed_parent_moves_the_office_with_its_ledger(self):
        county = County()
        log(Kind.MEETING, county.bureau, date(2026, 3, 5), [county.village])
        counts = self.load([["QH-T1", "新桥镇", "BS", "镇", "T", "", ""]])
        self.assertEqual(counts.moved, 1)
        self.assertTrue(Office.objects.get(code="QH-T1-1").path.startswith(Office.objects.get(code="BS").path))
        self.assertEqual((list(differences()), stale_copies()), ([], 0))


class ReadOfficesTests(Planted):
    def test_tells_all_errors_at_once(self):
        self.assertEqual(
            self.errors(
                ["A", "甲县", "", "", "K", "", ""],
                ["A", "乙镇", "A", "镇", "T", "", ""],
                ["B", "", "A", "镇", "T", "", ""],
                ["C", "丙", "X", "公司", "Z", "", ""],
                ["D", "丁镇", "Y", "镇", "T", "", ""],
            ),
            [(3, "code", "A"), (4, "name", ""), (5, "kind", "公司"), (5, "level", "Z"), (6, "parent", "Y")],
        )

    def test_refuses_a_loop_of_parents(self):
        self.assertEqual(
            self.errors(["A", "甲镇", "B", "镇", "T", "", ""], ["B", "乙镇", "A", "镇", "T", "", ""]),
            [(2, "parent", "B"), (3, "parent", "A")],
        )

    def test_one_prefix_cannot_belong_to_two(self):
        self.load(COUNTY)
        self.assertEqual(
            self.errors(["Z", "丙局", "", "政府部门", "K", "", "清应急"]), [(2, "number_prefixes", "清应急")]
        )

    def test_names_missing_columns(self):
        with self.assertRaisesMessage(ImportFileError, "缺少这些列：level"):
            read_offices("单位.csv", b"code,name,kind\n")
