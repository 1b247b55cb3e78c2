"""What a clerk has typed outlives the network, the session and the browser's window, and goes when they log out."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PASSWORD, PHONE
from tests.county import County, make_user
from tracker.models.items import Item
from tracker.models.posts import Post

PAGE = "/log/meeting/"
KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('draft:'))"
SEND = "保存并登记下一条"


@pytest.fixture
def county(transactional_db):
    return County()


@pytest.fixture
def clerk(county):
    return make_user(Post.Role.CLERK, county.town)


@pytest.fixture
def form(log_in, clerk):
    """A form half filled in."""
    page = log_in(clerk, PAGE)
    fill(page)
    return page


def fill(page):
    page.fill("#id_title", "防汛会")
    page.fill("#id_issuer", "县应急管理局")
    page.get_by_label("视频会议").check(force=True)
    page.get_by_label("要求填表").check()


def expect_filled(page):
    expect(page.locator("#id_title")).to_have_value("防汛会")
    expect(page.locator("#id_issuer")).to_have_value("县应急管理局")
    expect(page.get_by_label("视频会议")).to_be_checked()
    expect(page.get_by_label("要求填表")).to_be_checked()


def expect_empty(page):
    """Also after drafts have had their chance."""
    expect(page.locator("#id_title")).to_have_value("")
    page.wait_for_load_state()
    expect(page.locator("#id_title")).to_have_value("")


def expect_nothing_kept(page):
    page.wait_for_function(f"({KEPT}).length === 0")


def send(page):
    page.get_by_role("button", name=SEND).click()


def log_in_again(page, user):
    page.fill("#id_username", user.username)
    page.fill("#id_password", PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_without_a_network_the_form_stays_and_is_sent_later_once(form, context):
    context.set_offline(True)
    send(form)
    expect(form.get_by_role("alert")).to_contain_text("连不上服务器，还没有保存")
    expect_filled(form)
    context.set_offline(False)
    send(form)
    expect(form.get_by_role("status").first).to_contain_text("已保存")
    expect_empty(form)
    assert Item.objects.count() == 1
    expect_nothing_kept(form)


def test_a_server_that_does_not_answer_keeps_the_form(browser, live_server, clerk):
    context = browser.new_context(base_url=live_server.url)
    page = context.new_page()
    page.goto(f"/login/?next={PAGE}")
    log_in_again(page, clerk)
    fill(page)
    page.route("**/*", lambda route: route.abort("connectionrefused"))
    send(page)
    expect(page.get_by_role("alert")).to_contain_text("连不上服务器")
    page.unroute("**/*")
    send(page)
    expect_empty(page)
    assert Item.objects.count() == 1
    context.close()


def test_an_answer_that_was_lost_on_its_way_makes_no_second_row(form, live_server):
    """The row was stored, but the browser never heard of it; opened again, the page knows."""
    form.route(f"**{PAGE}", lambda route: (route.fetch(max_redirects=0), route.fulfill(status=204)))
    send(form)
    form.wait_for_timeout(500)
    form.unroute(f"**{PAGE}")
    send(form)
    expect_empty(form)
    assert Item.objects.count() == 1
    expect_nothing_kept(form)


def test_after_the_session_ran_out_the_form_comes_back(form, context, clerk):
    context.clear_cookies(name="sessionid")
    send(form)
    expect(form.locator(".messages")).to_contain_text("填写的内容已替您留着")
    log_in_again(form, clerk)
    expect_filled(form)
    expect(form.locator("#entry")).to_contain_text("已带回登录过期前填写的内容")
    send(form)
    expect_empty(form)
    assert Item.objects.count() == 1


def test_without_scripts_too(browser, live_server, clerk):
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    page = context.new_page()
    page.goto(f"/login/?next={PAGE}")
    log_in_again(page, clerk)
    fill(page)
    context.clear_cookies(name="sessionid")
    send(page)
    log_in_again(page, clerk)
    expect_filled(page)
    send(page)
    expect(page.locator(".messages")).to_contain_text("已保存")
    assert Item.objects.count() == 1
    context.close()


def test_logging_in_by_another_tab_does_not_make_the_form_stale(form, context, clerk):
    context.clear_cookies(name="sessionid")
    other = context.new_page()
    other.goto(form.url)
    log_in_again(other, clerk)
    send(form)
    expect(form.get_by_role("status").first).to_contain_text("已保存")
    assert Item.objects.count() == 1


def test_a_window_that_was_closed_is_opened_with_the_draft(form, context):
    address = form.url
    form.close()
    page = context.new_page()
    page.goto(address)
    expect_filled(page)
    expect(page.locator("[data-draft-restored]")).to_contain_text(re.compile(r"已恢复 \d\d:\d\d 的草稿，还没有登记。"))
    page.get_by_role("button", name="清空").click()
    expect_empty(page)
    page.reload()
    expect_empty(page)
    expect(page.locator("[data-draft-restored]")).to_be_hidden()


def test_the_draft_of_one_kind_does_not_fill_another(form, live_server):
    form.goto(f"{live_server.url}/log/document/")
    expect_empty(form)


def test_a_draft_never_covers_what_the_server_filled_in(form):
    form.goto(f"{form.url}?copy=last")
    expect_empty(form)


def test_two_fast_clicks_make_one_row(form):
    form.get_by_role("button", name=SEND).dblclick()
    expect_empty(form)
    assert Item.objects.count() == 1


def test_a_draft_goes_when_the_item_is_saved_and_shown(form):
    form.get_by_role("button", name="保存", exact=True).click()
    expect(form.locator("h1")).to_contain_text("防汛会")
    expect_nothing_kept(form)


def test_logging_out_leaves_nothing_behind(form):
    assert len(form.evaluate(KEPT)) == 1
    form.get_by_role("button", name="退出").click()
    expect(form.locator("#id_username")).to_be_visible()
    expect_nothing_kept(form)


def test_another_user_does_not_see_the_draft(form, context, live_server, county):
    context.clear_cookies(name="sessionid")
    form.goto(f"{live_server.url}/login/?next={PAGE}")
    log_in_again(form, make_user(Post.Role.HEAD, county.town))
    expect_empty(form)


def test_a_draft_goes_after_seven_days(form):
    form.evaluate("""() => {
        const key = Object.keys(localStorage).find((key) => key.startsWith("draft:"));
        const draft = JSON.parse(localStorage.getItem(key));
        localStorage.setItem(key, JSON.stringify({...draft, at: draft.at - 7 * 24 * 3600 * 1000}));
    }""")
    form.reload()
    expect_empty(form)
    expect_nothing_kept(form)


def test_nothing_that_sounds_secret_is_kept(form):
    form.fill("#id_title", "机 密★10年 防汛会")
    expect(form.locator("[data-draft-status]")).to_have_text("有密级字样，草稿不留在本机")
    expect_nothing_kept(form)


def test_what_is_hidden_in_the_form_is_not_kept(form):
    names = form.evaluate(f"JSON.parse(localStorage.getItem(({KEPT})[0])).typed.map(([name]) => name)")
    assert {"submission", "title", "issuer"} <= set(names)
    assert not {"csrfmiddlewaretoken", "owner", "pasted", "read"} & set(names)


def test_the_bar_fits_a_phone(form):
    form.set_viewport_size(PHONE)
    form.reload()
    expect(form.locator("[data-draft-restored]")).to_be_visible()
    assert form.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
