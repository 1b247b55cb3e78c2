import csv
from datetime import date, time
from decimal import Decimal
from io import StringIO

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis.strategies import text

from tests.workbooks.test_return_columns import RoundTrip
from tracker.imports.ledgers import LedgerFile, import_ledger
from tracker.models.items import Item
from tracker.models.loads import Load
from tracker.queries.items import ItemFilter, items
from tracker.workbooks import cells
from tracker.workbooks.cells import Entry
from tracker.workbooks.csv_streams import csv_parts, guarded, unguarded
from tracker.workbooks.item_columns import streamed
from tracker.workbooks.items import item_columns, items_listed
from tracker.workbooks.streams import StreamColumn

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠1"]


def file_of(rows, *says):
    columns = [StreamColumn((place,), each, 10) for place, each in enumerate(says)]
    return b"".join(csv_parts([f"列{place}" for place in range(len(says))], columns, rows))


class FormulaTests(SimpleTestCase):
    def test_no_text_begins_as_a_formula_does(self):
        for formula in FORMULAS:
            with self.subTest(formula=formula):
                field = next(
                    csv.reader(StringIO(file_of([(formula,)], cells.text).decode("utf-8-sig").split("\r\n", 1)[1]))
                )[0]
                self.assertEqual(field, f"'{formula}")

    def test_figures_stay_figures(self):
        said = [
            lambda value, style=style: Entry(value, style) for style in ("count", "decimal", "date", "time", "text")
        ]
        data = file_of([(-12, Decimal("4.5"), date(2026, 3, 5), time(9, 30), None)], *said)
        self.assertTrue(data.endswith(b"-12,4.5,2026-03-05,09:30,\r\n"))

    def test_begins_with_the_mark_of_utf_8_and_ends_its_lines_as_excel_does(self):
        data = file_of([("甲",), ('带"引号"，和,逗号',)], cells.text)
        self.assertEqual(data.decode("utf-8"), '\ufeff列0\r\n甲\r\n"带""引号""，和,逗号"\r\n')

    @given(text())
    def test_what_was_guarded_comes_back_as_it_was(self, said):
        self.assertEqual(unguarded(guarded(said)), said)

    @given(text())
    def test_every_guarded_text_begins_harmlessly(self, said):
        self.assertFalse(guarded(said).startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")))


class RoundTripTests(RoundTrip):
    def csv_of(self, user):
        wanted = ItemFilter(user.post.office)
        rows = items_listed(user, items(user, wanted).order_by("day", "title", "pk"), wanted)
        columns = item_columns()
        return b"".join(csv_parts([column.head for column in columns], streamed(columns), rows))

    def test_into_the_same_ledger_nothing_is_new_refused_or_doubtful(self):
        self.fill("csv")
        report = import_ledger(LedgerFile("清单.csv", self.csv_of(self.supervisor)), self.county.county)
        counts = report.counts()
        self.assertEqual((counts["read"], counts["unchanged"], report.errors), (60, 60, []))

    def test_export_import_export_gives_the_same_bytes(self):
        self.fill("csv again")
        data = self.csv_of(self.supervisor)
        Load.objects.all().delete()
        Item.objects.all().delete()
        report = import_ledger(LedgerFile("清单.csv", data), self.county.county)
        self.assertEqual((report.counts()["new"], report.errors), (60, []))
        self.assertEqual(self.csv_of(self.supervisor), data)
