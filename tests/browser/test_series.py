"""A weekly meeting: logged once, then confirmed with one click as its days come."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.county import County, make_user
from tracker.actions.loads import differences
from tracker.models.items import Item
from tracker.models.posts import Post
from tracker.models.series import Series


@pytest.fixture
def county(transactional_db):
    return County()


@pytest.fixture
def clerk(county):
    return make_user(Post.Role.CLERK, county.town)


def start(page, weeks_ago):
    page.fill("#id_title", "每周调度会")
    page.fill("#id_issuer", "县应急管理局")
    page.fill("#id_day", (timezone.localdate() - timedelta(weeks=weeks_ago)).isoformat())
    page.locator("#entry summary", has_text="更多").click()
    page.select_option("#id_series-every", "week")
    page.get_by_role("button", name="保存并登记下一条").click()
    expect(page.locator("input[name=series-held]")).to_have_count(weeks_ago)


def test_days_that_have_come_are_struck_or_logged_with_the_first(log_in, clerk):
    page = log_in(clerk, "/log/meeting/")
    start(page, 3)
    days = page.locator("input[name=series-held]")
    expect(days).to_have_count(3)
    expect(days.first).to_be_focused()
    days.first.uncheck()
    page.get_by_role("button", name="保存并登记下一条").click()
    expect(page.locator(".messages")).to_contain_text("另补登到今天的 2 次")
    assert (Item.objects.count(), len(Series.objects.get().left_out)) == (3, 1)


def test_one_click_logs_like_the_last_one_and_another_takes_it_back(log_in, live_server, clerk):
    page = log_in(clerk, "/log/meeting/")
    start(page, 1)
    page.get_by_role("button", name="保存并登记下一条").click()
    page.locator(".messages button").last.click()  # today's is taken back, so that it is open
    page.goto(f"{live_server.url}/todo/")
    page.get_by_role("button", name="照上次登记", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("已保存")
    expect(page.get_by_role("heading", name="例行：没有待登记的")).to_be_visible()
    page.locator(".messages button").click()
    expect(page.locator(".messages")).to_contain_text("已撤销：每周调度会")
    assert Item.objects.standing().count() == 1
    assert list(differences()) == []


def test_the_form_opens_filled_in_and_stays_part_of_the_series(log_in, live_server, clerk):
    page = log_in(clerk, "/log/meeting/")
    start(page, 1)
    page.get_by_role("button", name="保存并登记下一条").click()
    page.locator(".messages button").last.click()
    page.get_by_role("link", name="改动后登记").click()
    expect(page.locator("#id_title")).to_have_value("每周调度会")
    page.fill("#id_minutes", "90")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.locator("h1")).to_contain_text("每周调度会")
    assert Item.objects.latest("pk").series == Series.objects.get()


def test_the_list_fits_a_phone(log_in, live_server, clerk):
    page = log_in(clerk, "/log/meeting/")
    start(page, 2)
    page.get_by_role("button", name="保存并登记下一条").click()
    page.locator(".messages button").last.click()
    expect(page.get_by_role("heading", name="例行：2 次到了日子，还没有登记")).to_be_visible()
    page.set_viewport_size(PHONE)
    for address in ["/series/", "/todo/"]:
        page.goto(f"{live_server.url}{address}")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
