"""A clerk pastes a notice or drops a paper, looks at what was read, and saves.

An interaction is what the hands do: a key or a chord pressed, a stretch of text typed, a click, a file dropped.
"""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.conftest import PASSWORD, PHONE
from tests.browser.test_logging import Keyboard, wait_for_the_form
from tests.county import County, make_user
from tests.imports.papers.files import PAPER, docx
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.posts import Post

FEW = 4
DROP = """([name, bytes]) => {
  const dropped = new DataTransfer();
  dropped.items.add(new File([new Uint8Array(bytes)], name));
  const target = document.querySelector("#read .drop-paper");
  for (const type of ["dragover", "drop"]) {
    target.dispatchEvent(new DragEvent(type, { dataTransfer: dropped, bubbles: true, cancelable: true }));
  }
}"""


def notice(day=None):
    day = day or timezone.localdate()
    return (
        f"县应急管理局定于{day.year}年{day.month}月{day.day}日上午9:00召开全县冬季森林防火工作视频会议，会期约1小时，"
        "请分管负责同志参加。"
    )


class Hands(Keyboard):
    def paste(self, text):
        """Ctrl+V of what was copied elsewhere."""
        self.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        self.press("Control+v")

    def drop(self, name, data):
        self.page.evaluate(DROP, [name, list(data)])
        self.interactions += 1


@pytest.fixture
def county(transactional_db):
    return County()


@pytest.fixture
def clerk(county):
    return make_user(Post.Role.CLERK, county.town, first_name="陈晓梅")


@pytest.fixture
def page_to_log(log_in, clerk):
    page = log_in(clerk, "/log/document/")
    wait_for_the_form(page)
    return page


def test_a_pasted_meeting_takes_at_most_four_interactions(page_to_log):
    hands = Hands(page_to_log)
    hands.press("Alt+v")
    hands.paste(notice())
    expect(page_to_log.locator("#id_here-people")).to_be_focused()
    hands.type("4")
    hands.save()
    expect(page_to_log.get_by_role("status").first).to_contain_text("已保存：本条约")
    item = Item.objects.get()
    assert (item.kind, item.source, item.minutes) == (Kind.MEETING, Item.Source.PASTE, 60)
    assert item.deliveries.get().people == 4
    assert hands.interactions <= FEW


def test_what_was_read_is_marked_and_blue_until_touched(page_to_log):
    page = page_to_log
    page.fill("#id_text", notice())
    page.get_by_role("button", name="识别").click()
    expect(page.locator("#id_title")).to_have_class("form-control rec")
    expect(page.locator("mark").first).to_have_text("县应急管理局")
    expect(page).to_have_url(re.compile("/log/meeting/$"))
    page.locator("#id_title").press("End")
    page.keyboard.type("（续）")
    expect(page.locator("#id_title")).to_have_class("form-control")
    expect(page.locator("#id_issuer")).to_have_class("form-control rec")


def test_chat_leaves_the_form_as_it_was_typed(page_to_log):
    page = page_to_log
    page.fill("#id_title", "关于报送秋粮收购进度的通知")
    page.fill("#id_text", "今天食堂吃什么？")
    page.get_by_role("button", name="识别").click()
    expect(page.get_by_role("alert")).to_contain_text("没有认出通知")
    expect(page.locator("#id_title")).to_have_value("关于报送秋粮收购进度的通知")
    expect(page.locator("#id_text")).to_have_value("今天食堂吃什么？")


def test_a_second_notice_is_pasted_over_the_first(page_to_log):
    hands = Hands(page_to_log)
    for title in ("全县冬季森林防火工作视频会议", "防汛调度会"):
        hands.press("Alt+v")
        hands.paste(notice().replace("全县冬季森林防火工作视频会议", title))
        expect(page_to_log.locator("#id_title")).to_have_value(title)
    expect(page_to_log.locator("mark", has_text="森林防火")).to_have_count(0)


def test_a_meeting_ahead_is_logged_as_the_notice_that_came(page_to_log):
    page = page_to_log
    page.fill("#id_text", notice(timezone.localdate() + timedelta(days=4)))
    page.get_by_role("button", name="识别").click()
    page.get_by_role("button", name="按收到的通知登记为发文").click()
    expect(page.locator("#id_genre")).to_have_value("meeting_notice")
    page.get_by_role("button", name="保存并登记下一条").click()
    expect(page.get_by_role("status").first).to_contain_text("已保存")
    item = Item.objects.get()
    assert (item.kind, item.day) == (Kind.DOCUMENT, timezone.localdate())


def test_nothing_secret_stays_in_the_browser(page_to_log):
    page = page_to_log
    page.fill("#id_text", "机密★1年 " + notice())
    page.get_by_role("button", name="识别").click()
    expect(page.get_by_role("alert")).to_contain_text("没有接收这一条")
    assert "森林防火" not in page.content()
    assert "森林防火" not in page.evaluate("document.getElementById('id_text').value + JSON.stringify(localStorage)")


def test_a_dropped_paper_takes_at_most_four_interactions(page_to_log):
    hands = Hands(page_to_log)
    hands.drop("通知.docx", docx(PAPER))
    expect(page_to_log.locator("#id_title")).to_have_value("关于做好2025年春耕备耕工作的通知")
    hands.save()
    expect(page_to_log.get_by_role("status").first).to_contain_text("已保存：本条约")
    assert Item.objects.get().source == Item.Source.PAPER
    assert hands.interactions <= FEW


def test_the_line_above_the_buttons_follows_the_form(page_to_log):
    page = page_to_log
    page.goto(page.url.replace("document", "meeting"))
    line = page.locator("#verdict")
    expect(line).to_be_hidden()
    page.fill("#id_title", "防汛会")
    page.locator("label", has_text="视频会议").click()
    expect(line).to_contain_text("不计入统计口径：部门业务会议。全口径计 1 次。")
    page.fill("#id_here-people", "4")
    page.fill("#id_minutes", "60")
    page.fill("#id_here-preparation_minutes", "30")
    page.keyboard.press("Tab")
    expect(line).to_contain_text("本条约 4.5 人时（4 人 × 60 分钟 ＋ 准备 30 分钟）。")
    page.select_option("#id_meeting_name", "committee")
    expect(line).to_contain_text("计入统计口径：以党委、政府或两办名义召开")


def test_a_notice_pasted_on_the_first_page_of_a_clerk_opens_the_form(log_in, clerk):
    page = log_in(clerk, "/todo/")
    page.locator("textarea[name=text]").fill(notice())
    with page.expect_navigation():
        page.get_by_role("button", name="识别").click()
    expect(page.locator("#id_title")).to_have_value("全县冬季森林防火工作视频会议")


def test_pasting_works_without_scripts(browser, live_server, clerk):
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    page = context.new_page()
    page.goto("/login/?next=/log/meeting/")
    page.fill("#id_username", clerk.username)
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.fill("#id_text", notice())
    page.get_by_role("button", name="识别").click()
    expect(page.locator("#id_issuer")).to_have_value("县应急管理局")
    page.get_by_role("button", name="保存并登记下一条").click()
    expect(page.get_by_role("status").first).to_contain_text("已保存")
    context.close()


def test_what_was_read_fits_a_phone(page_to_log):
    page_to_log.set_viewport_size(PHONE)
    page_to_log.fill("#id_text", notice() + "长" * 400)
    page_to_log.get_by_role("button", name="识别").click()
    expect(page_to_log.locator("mark").first).to_be_visible()
    assert page_to_log.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
