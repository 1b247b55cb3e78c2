from datetime import timedelta

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from tests.county import County, log, make_user
from tracker.actions.items import withdraw_item
from tracker.models.kinds import Kind
from tracker.models.posts import Post
from tracker.queries.todo import dues, months_so_far, this_month


class TodoTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.today = timezone.localdate()

    def ask(self, days, *, offices=None, **fields):
        """A document that asks for a report due in so many days."""
        deadline = self.today + timedelta(days=days)
        day = min(self.today, deadline) - timedelta(days=1)
        asked = {"asks_report": True, "deadline": deadline} | fields
        return log(Kind.DOCUMENT, self.county.bureau, day, offices or [self.county.town], **asked)

    def titles(self):
        return [due.item.title for due in dues(self.county.town, self.today)]


class DueTests(TodoTests):
    def test_from_thirty_days_over_to_fourteen_ahead(self):
        for days in [-31, -30, 0, 14, 15]:
            self.ask(days, title=f"{days} 天")
        self.assertEqual(self.titles(), ["-30 天", "0 天", "14 天"])

    def test_only_what_asks_for_something(self):
        self.ask(1, asks_report=False)
        self.assertEqual(self.titles(), [])

    def test_an_item_for_two_villages_is_one_line(self):
        self.ask(1, offices=[self.county.village, self.county.other_village])
        (due,) = dues(self.county.town, self.today)
        self.assertEqual(due.offices, ("红旗村", "和平村"))

    def test_a_county_is_not_asked_what_its_towns_owe(self):
        self.ask(1)
        self.assertEqual(dues(self.county.county, self.today), [])

    def test_not_what_was_withdrawn_or_went_to_another_town(self):
        withdraw_item(self.ask(1), "重复", by=None)
        self.ask(1, offices=[self.county.other_town])
        self.assertEqual(self.titles(), [])


class MonthTests(TodoTests):
    def test_a_month_that_runs_is_never_called_empty(self):
        running = months_so_far(self.county.town, self.today)[-1]
        self.assertEqual(running.missing, [])

    def test_a_past_month_without_a_record_is_missing(self):
        last_month = self.today.replace(day=1) - timedelta(days=1)
        log(Kind.MEETING, self.county.bureau, last_month, [self.county.town])
        self.assertEqual(months_so_far(self.county.town, self.today)[-2].missing, ["发文", "督检考"])

    def test_the_month_so_far_has_both_counts(self):
        log(Kind.MEETING, self.county.bureau, self.today, [self.county.town], meeting_name="department")
        log(Kind.INSPECTION, self.county.bureau, self.today, [self.county.town, self.county.village])
        figures = {landed.kind: (landed.official, landed.full) for landed in this_month(self.county.town, self.today)}
        self.assertEqual(figures, {"meeting": (0, 1), "document": (0, 0), "inspection": (1, 2)})


class TodoPageTests(TodoTests):
    def page(self, role=Post.Role.CLERK):
        self.client.force_login(make_user(role, self.county.town))
        return self.client.get(reverse("todo"))

    def test_an_empty_ledger_is_met_kindly(self):
        page = self.page()
        self.assertContains(page, "待办：近期没有要报送的")
        self.assertContains(page, "您还没有登记过。")

    def test_the_title_tells_the_most_urgent(self):
        self.ask(-2)
        self.ask(3)
        page = self.page()
        self.assertContains(page, "待办：1 件要报送，最急的剩 3 天")
        self.assertContains(page, "近 30 天已过期限的 1 件")

    def test_what_the_user_logged_can_be_edited_from_here(self):
        clerk = make_user(Post.Role.CLERK, self.county.village)
        item = log(Kind.MEETING, self.county.bureau, self.today, [self.county.village], by=clerk)
        self.client.force_login(clerk)
        self.assertContains(self.client.get(reverse("todo")), reverse("item_edit", args=[item.pk]))

    def test_not_for_those_who_only_look(self):
        self.assertEqual(self.page(Post.Role.AUDITOR).status_code, 403)
