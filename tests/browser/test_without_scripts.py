"""Every act of a clerk's and a supervisor's day works in a browser that runs no script at all."""

from datetime import timedelta

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.browser.conftest import PASSWORD
from tests.county import County, log, make_user
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.posts import Post


@pytest.fixture
def county(transactional_db):
    county, today = County(), timezone.localdate()
    for days in range(0, 60, 10):
        log(Kind.DOCUMENT, county.bureau, today - timedelta(days=days), county.towns)
    log(Kind.MEETING, county.bureau, today, county.towns, title="防汛调度会")
    return county


@pytest.fixture
def plain(browser, browser_context_args, live_server):
    """A browser without scripts, and the way into it as a user."""
    context = browser.new_context(**browser_context_args, java_script_enabled=False, base_url=live_server.url)
    page = context.new_page()
    page.set_default_timeout(10_000)

    def enter(user, address):
        page.goto(f"/login/?next={address}")
        page.fill("#id_username", user.username)
        page.fill("#id_password", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{address}")
        return page

    yield enter
    context.close()


@pytest.fixture
def clerk(county):
    return make_user(Post.Role.CLERK, county.town)


@pytest.fixture
def supervisor(county):
    return make_user(Post.Role.SUPERVISOR, county.county)


def test_an_item_is_logged(plain, clerk):
    page = plain(clerk, "/log/meeting/")
    page.fill("#id_title", "安全生产会")
    page.fill("#id_issuer", "县应急管理局")
    page.get_by_role("button", name="保存并登记下一条").click()
    expect(page.get_by_role("status")).to_contain_text("已保存")
    assert Item.objects.filter(title="安全生产会", kind=Kind.MEETING).exists()


def test_a_list_is_narrowed_saved_and_taken_away(plain, supervisor, tmp_path):
    page = plain(supervisor, "/items/")
    page.locator("summary").filter(has_text="改条件").click()
    page.select_option("#id_kind", "meeting")
    page.get_by_role("button", name="按这些条件列出").click()
    expect(page.locator(".verdict")).to_contain_text("共 1 项")
    with page.expect_download() as download:
        page.get_by_role("link", name="按此条件导出").click()
    file = tmp_path / "items.xlsx"
    download.value.save_as(file)
    cells = [cell for row in load_workbook(file).active.iter_rows(values_only=True) for cell in row]
    assert "防汛调度会" in cells


def test_a_page_is_kept_as_a_view_and_opened_from_the_menu(plain, supervisor):
    page = plain(supervisor, "/items/?kind=meeting")
    page.locator(".fav > summary").click()
    page.fill("#id_view_name", "会议")
    page.get_by_role("button", name="存为常用视图").click()
    expect(page.get_by_role("status")).to_contain_text("已存为常用视图“会议”")
    page.goto("/findings/")
    page.locator(".fav > summary").click()
    page.locator(".fav").get_by_role("link", name="会议").click()
    expect(page.locator(".verdict")).to_contain_text("共 1 项")


def test_the_numbers_of_a_chart_are_opened(plain, supervisor, county):
    page = plain(supervisor, f"/overview/{county.county.code}/{timezone.localdate().year}/")
    twin = page.locator("details.twin").filter(has=page.locator("table")).first
    expect(twin.locator("table")).to_be_hidden()
    twin.locator("summary").click()
    expect(twin.locator("table")).to_be_visible()
