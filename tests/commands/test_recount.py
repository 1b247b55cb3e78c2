from datetime import date
from io import StringIO

from django.core.management import CommandError, call_command
from django.test import TestCase

from tests.county import County, log
from tracker.models.deliveries import Delivery
from tracker.models.kinds import Kind
from tracker.models.loads import Load


class RecountCommandTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        log(Kind.MEETING, cls.county.bureau, date(2026, 3, 5), cls.county.towns)

    def run_it(self, *options):
        out = StringIO()
        call_command("recount", *options, stdout=out)
        return out.getvalue()

    def test_check_reports_nothing_when_all_is_well(self):
        self.assertIn("0 个单元不一致", self.run_it("--check"))

    def test_check_fails_on_a_wrong_cell_and_changes_nothing(self):
        Load.objects.filter(office=self.county.town).update(full_items=99)
        with self.assertRaisesMessage(CommandError, "1 个单元不一致"):
            self.run_it("--check")
        self.assertEqual(Load.objects.get(office=self.county.town).full_items, 99)

    def test_check_fails_on_a_stale_copy(self):
        Delivery.objects.filter(office=self.county.town).update(day=date(2026, 3, 6))
        with self.assertRaisesMessage(CommandError, "1 条接收记录的副本过时"):
            self.run_it("--check")

    def test_a_recount_mends(self):
        Load.objects.update(full_items=99)
        self.assertIn("已重算，共 7 个单元", self.run_it())
        self.assertIn("0 个单元不一致", self.run_it("--check"))
