"""The meter of the ledger's own burden, against a stopwatch and a counted session."""

import time

import pytest
from playwright.sync_api import expect

from tests.county import County, make_user
from tracker.models.efforts import Effort
from tracker.models.posts import Post

WAIT = 10  # seconds a person thinks before saving
WITHIN = 0.05


@pytest.fixture
def clerk(transactional_db):
    county = County()
    return make_user(Post.Role.CLERK, county.village, first_name="陈晓梅")


def test_the_meter_agrees_with_a_scripted_session(log_in, clerk):
    page = log_in(clerk, "/log/meeting/")
    expect(page.locator("#id_title")).to_be_focused()
    spent = 0.0
    for title in ("防汛会商会", "森林防火会"):
        began = time.monotonic()
        page.locator("#id_title").fill(title)
        page.locator("#id_issuer").fill("县应急管理局")
        page.locator("label", has_text="视频会议").first.click()
        page.wait_for_timeout(WAIT * 1_000)
        with page.expect_navigation():
            page.get_by_role("button", name="保存并登记下一条").first.click()
        expect(page.get_by_role("status")).to_contain_text("已保存")
        spent += time.monotonic() - began
    cell = Effort.objects.get()
    assert (cell.office, cell.way, cell.records) == (clerk.post.office, "form", 2)
    assert abs(cell.seconds - spent) <= WITHIN * spent, (cell.seconds, spent)
    touched, pressed = 3, 1  # title, issuer and form of the meeting; the button
    assert cell.steps == 2 * (touched + pressed)


def test_without_scripts_what_is_filled_in_counts(browser, live_server, clerk):
    page = browser.new_context(java_script_enabled=False, locale="zh-CN").new_page()
    page.goto(f"{live_server.url}/login/?next=/todo/")
    page.fill("#id_username", clerk.username)
    page.fill("#id_password", "Ledger-2026")
    page.press("#id_password", "Enter")
    for name in ("本期无", "收回"):
        page.locator("#months").get_by_role("button", name=name).first.click()
        expect(page.get_by_role("status")).to_be_visible()
    expect(page.locator("#months").get_by_role("button", name="收回")).to_have_count(0)
    assert Effort.objects.get(way="nil").records == 1


def test_nil_is_one_key_for_whoever_uses_the_keyboard(log_in, clerk):
    page = log_in(clerk, "/todo/")
    page.locator("#months").get_by_role("button", name="本期无").first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("已报“本期无”")
    expect(page.locator("#months").get_by_role("button", name="收回")).to_have_count(1)
