from io import StringIO

from django.core.management import CommandError, call_command
from django.test import TestCase

from tests.county import County
from tracker.demo.people import ACCOUNTS, PASSWORD
from tracker.management.commands.demo import Command
from tracker.models.counting_rules import CountingRule
from tracker.models.items import Item
from tracker.models.norms import Norm
from tracker.models.offices import Office


def demo(*arguments):
    out = StringIO()
    call_command("demo", "--no-serve", "--scale", "0.02", *arguments, stdout=out)
    return out.getvalue()


class DemoTests(TestCase):
    def test_says_where_it_is_who_may_enter_and_that_it_is_invented(self):
        text = demo("--port", "8615")
        self.assertIn("http://127.0.0.1:8615/", text)
        self.assertIn("虚构", text)
        self.assertIn(PASSWORD, text)
        for account in ACCOUNTS:
            self.assertIn(account.role, text)
        self.assertTrue(Item.objects.exists())

    def test_a_second_run_adds_nothing(self):
        demo()
        before = (Office.objects.count(), Item.objects.count())
        self.assertIn("没有重复生成", demo())
        self.assertEqual((Office.objects.count(), Item.objects.count()), before)

    def test_norms_that_an_administrator_changed_are_kept(self):
        """Asked of the step itself: in tests, migrating reloads the norms (conftest)."""
        Norm.objects.filter(code=Norm.Code.SILENT_DAYS).update(value=30)
        Command().load_reference_data()
        self.assertEqual(Norm.objects.get(code=Norm.Code.SILENT_DAYS).value, 30)

    def test_an_empty_database_is_given_its_norms(self):
        Norm.objects.all().delete()
        CountingRule.objects.all().delete()
        Command().load_reference_data()
        self.assertEqual((Norm.objects.count(), CountingRule.objects.count()), (23, 1))

    def test_refuses_a_database_with_other_offices(self):
        County()
        with self.assertRaisesMessage(CommandError, "已有其他单位的台账"):
            demo()
        self.assertFalse(Item.objects.exists())

    def test_says_nothing_when_asked_to_be_quiet(self):
        self.assertEqual(demo("--quiet"), "")
