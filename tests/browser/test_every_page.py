"""What holds for every page: screen readers, a phone, the way back, a quiet browser, and no other machine."""

import pytest

from tests.access_table import TABLE
from tests.browser.walk import Walk, furnished

GRAVE = {"serious", "critical"}
# Left as they are: the corner of a table of figures has no heading of its own, and needs none to be read.
LEFT = {("minor", "empty-table-header"), ("minor", "empty-heading")}
FIRST_PAGES = ("", "todo/", "login/", "overview/<slug:code>/<int:year>/")


@pytest.fixture(scope="module")
def remembered():
    """What the walk saw: it is gone once for all tests of this file."""
    return []


@pytest.fixture
def seen(remembered, transactional_db, live_server, browser, browser_context_args):
    if not remembered:
        remembered.extend(Walk(browser, browser_context_args, live_server, furnished()).go())
    return remembered


def test_the_walk_comes_by_every_page(seen):
    routes = {page.route for page in seen}
    assert len(routes) > 70
    assert routes - {""} <= set(TABLE)
    assert {page.name: page.status for page in seen if page.status != 200} == {}


def test_no_page_holds_what_a_screen_reader_stumbles_over(seen):
    grave = {page.name: [one for one in page.violations if one[0] in GRAVE] for page in seen}
    assert {name: found for name, found in grave.items() if found} == {}


def test_what_is_left_for_screen_readers_is_known(seen):
    assert {one[:2] for page in seen for one in page.violations} <= LEFT


def test_no_browser_complains_of_a_page_or_of_its_content_policy(seen):
    assert {page.name: page.complaints for page in seen if page.complaints} == {}


def test_nothing_is_asked_of_another_machine(seen):
    assert {page.name: page.elsewhere for page in seen if page.elsewhere} == {}


def test_no_page_is_wider_than_a_phone(seen):
    assert [page.name for page in seen if page.is_too_wide] == []


def test_every_page_has_one_title(seen):
    assert {page.name: page.headings for page in seen if page.headings != 1} == {}


def test_every_page_below_a_first_page_has_its_way_back(seen):
    assert [page.name for page in seen if page.route not in FIRST_PAGES and not page.has_way_back] == []
