import ast

from django.test import SimpleTestCase, TestCase
from django.utils import timezone

from tests.county import County, log
from tests.sources import ROOT
from tracker.forms.field_uses import USES, Use, _item_fields, _landing_fields, field_rows
from tracker.models.counting_rules import CountingClause
from tracker.models.kinds import Kind

USED_IN = {
    Use.RULE: ["tracker/rules/counting.py:count_officially", "tracker/queries/facts.py:grounds"],
    Use.HOURS: ["tracker/rules/time_costs.py"],
    Use.ALIKE: ["tracker/rules/fingerprints.py"],
    Use.DUE: ["tracker/queries/todo.py:dues", "tracker/queries/todo.py:Due", "tracker/queries/todo.py:ASKS"],
    Use.EXPORT: ["tracker/workbooks/items.py", "tracker/workbooks/ledger_columns.py"],
    Use.PLAN: ["tracker/queries/plan_rows.py:_sent_counts", "tracker/queries/admission_numbers.py:lines_numbered"],
}
OPTIONAL = {name for fields in (_item_fields(), _landing_fields()) for names in fields.values() for name in names}


def part_of(source):
    """The tree of a module, or of one function, class or constant of it: FILE:NAME."""
    file, _, name = source.partition(":")
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    if not name:
        return tree
    return next(node for node in tree.body if name in (getattr(node, "name", ""), *assigned(node)))


def assigned(node):
    return [target.id for target in getattr(node, "targets", []) if isinstance(target, ast.Name)]


def fields_read(tree, *, quoted):
    """Names of optional fields the code reads: item.NAME, get_NAME_display, item__NAME__range, and "NAME"."""
    words = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            words.add(node.attr.removeprefix("get_").removesuffix("_display"))
        elif quoted and isinstance(node, ast.Constant) and isinstance(node.value, str):
            words.add(node.value)
        elif isinstance(node, ast.keyword) and node.arg:
            words.update(node.arg.split("__"))
    return words & OPTIONAL


class DeclarationTests(SimpleTestCase):
    def test_the_table_names_what_the_modules_read(self):
        for use, sources in USED_IN.items():
            with self.subTest(use=use):
                read = set().union(*(fields_read(part_of(source), quoted=use != Use.ALIKE) for source in sources))
                self.assertEqual(USES[use] & OPTIONAL, read)

    def test_it_names_no_field_that_no_form_has(self):
        self.assertEqual({name for names in USES.values() for name in names} - OPTIONAL, set())


class FieldRowTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.today = timezone.localdate()

    def row(self, kind, name):
        (row,) = [row for row in field_rows(self.county.county, self.today) if (row.kind, row.name) == (kind, name)]
        return row

    def test_the_share_of_records_that_fill_a_field(self):
        for channel in ("oa", "", "", ""):
            log(Kind.DOCUMENT, self.county.bureau, self.today, [self.county.town], channel=channel)
        row = self.row("document", "channel")
        self.assertEqual((row.filled.records, str(row.share)), (4, "0.25"))

    def test_boxes_and_dates_count_when_they_say_something(self):
        log(Kind.DOCUMENT, self.county.bureau, self.today, [self.county.town], emergency=True, deadline=self.today)
        log(Kind.DOCUMENT, self.county.bureau, self.today, [self.county.town])
        self.assertEqual([self.row("document", name).filled.filled for name in ("emergency", "deadline")], [1, 1])

    def test_what_nobody_uses_stands_first(self):
        first, *others = field_rows(self.county.county, self.today)
        self.assertEqual((first.name, first.uses), ("issued_on", ()))
        self.assertTrue(all(row.uses for row in others if row.name != "issued_on" and row.kind != "document"))

    def test_the_clauses_in_force_are_a_use(self):
        self.assertIn("统计口径", self.row("inspection", "law_enforcement").uses)
        CountingClause.objects.filter(kind="inspection").exclude(conditions={}).delete()
        self.assertEqual(self.row("inspection", "law_enforcement").uses, ())

    def test_only_what_offices_of_the_area_logged(self):
        log(Kind.DOCUMENT, self.county.neighbour, self.today, [self.county.foreign_town], channel="oa")
        self.assertEqual(self.row("document", "channel").filled.records, 0)
