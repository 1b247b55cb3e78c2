"""Every address × every role × every scope, against one table. An address that is not in the table fails."""

import re

from django.contrib import admin
from django.db import transaction
from django.test import TestCase
from django.urls import URLPattern, get_resolver, reverse

from tests.access_places import Places
from tests.access_table import ROLES, SENT, TABLE
from tracker.models.baselines import Baseline
from tracker.models.deliveries import Delivery
from tracker.models.explanations import Explanation
from tracker.models.items import Item
from tracker.models.targets import Target

WRITTEN = (Item.objects, Item.history, Delivery.history, Target.history, Baseline.history, Explanation.history)


def addresses(patterns=None, prefix=""):
    """Every address among the patterns, as it is written. The admin's own are left to a test of its own."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route
        elif entry.app_name != "admin":
            yield from addresses(entry.url_patterns, route)


class AccessTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.places = Places()

    def test_the_table_knows_every_address(self):
        self.assertEqual({route.split("?")[0] for route in TABLE}, set(addresses()))

    def test_whatever_has_an_owner_is_tried_as_own_and_as_other(self):
        owned = {route for route in TABLE if "<" in route.replace("<int:year>", "")}  # a year belongs to nobody
        tried = {route for route in owned for line in TABLE[route] if line.endswith("own")}
        refused = {route for route in owned for line in TABLE[route] if line.endswith("other")}
        self.assertEqual((tried, refused), (owned, owned))

    def test_every_role_gets_the_answer_of_the_table(self):
        for route, lines in TABLE.items():
            for line, answers in lines.items():
                with self.subTest(route=route, line=line):
                    expected = dict(zip(ROLES, answers.split(), strict=True))
                    found = {role: self.answer(route, line, role) for role in ROLES}
                    wrong = {
                        role: f"{found[role]}, not {expected[role]}" for role in ROLES if found[role] != expected[role]
                    }
                    self.assertEqual(wrong, {})

    def answer(self, route, line, role):
        """Status of one request, `login` for a way to the log-in page. What it wrote is undone."""
        method, _, scope = line.partition(" ")
        address = self.places.address(route, role, scope)
        client = self.places.client(role)
        undo = transaction.savepoint()
        before = self.written()
        response = getattr(client, method.lower())(address, SENT.get(method))
        self.assertTrue(response.status_code < 400 or self.written() == before, "A refused request wrote something.")
        transaction.savepoint_rollback(undo)
        is_sent_to_log_in = response.status_code == 302 and response.headers["Location"].startswith(reverse("login"))
        return "login" if is_sent_to_log_in else str(response.status_code)

    def written(self):
        """How much has been written so far: every change leaves a line of history."""
        return [rows.count() for rows in WRITTEN]


class AdminTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.places = Places()

    def test_none_but_an_administrator_opens_any_page(self):
        routes = [route for route in admin_addresses() if route not in ("admin/login/", "admin/logout/")]
        self.assertGreater(len(routes), 20)
        for role in set(ROLES) - {"administrator"}:
            client = self.places.client(role)
            answers = {route: client.get(filled_by_one(route)).status_code for route in routes}
            with self.subTest(role=role):
                self.assertEqual({route: answer for route, answer in answers.items() if answer not in (302, 403)}, {})

    def test_an_administrator_opens_the_lists_of_offices_accounts_and_rules(self):
        client = self.places.client("administrator")
        lists = [route for route in admin_addresses() if re.fullmatch(r"admin/(tracker|auth)/\w+/", route)]
        self.assertTrue(lists)
        self.assertEqual({route: client.get(f"/{route}").status_code for route in lists}, dict.fromkeys(lists, 200))


def admin_addresses():
    """Every address of the admin, models included."""
    return addresses(admin.site.get_urls(), "admin/")


def filled_by_one(route):
    """The address of the first record, whichever it is; regular expressions of the admin are left as they are."""
    return "/" + re.sub(r"<[\w:]+>", "1", route)
