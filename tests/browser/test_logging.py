"""A town clerk logs with the keyboard alone, as they would between two telephone calls."""

from itertools import pairwise

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.conftest import PASSWORD, PHONE
from tests.county import County, log, make_user
from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.posts import Post

FEW = 12
HALF_A_LINE = 20  # px; fields of one line stand a little higher or lower than each other


class Keyboard:
    """Counts what the hands do: a key pressed, or a stretch of text typed, is one interaction."""

    def __init__(self, page):
        self.page = page
        self.interactions = 0

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.interactions += 1

    def type(self, text):
        self.page.keyboard.insert_text(text)
        self.interactions += 1

    def save(self):
        with self.page.expect_navigation():
            self.press("Enter")


def wait_for_the_form(page):
    """A person sees the cursor stand in the first field before typing."""
    expect(page.locator("#id_title")).to_be_focused()


@pytest.fixture
def county(transactional_db):
    return County()


@pytest.fixture
def clerk(county):
    return make_user(Post.Role.CLERK, county.town, first_name="陈晓梅")


def test_a_meeting_takes_at_most_twelve_interactions(log_in, clerk, county):
    page = log_in(clerk, "/log/meeting/")
    wait_for_the_form(page)
    keyboard = Keyboard(page)
    keyboard.type("全县冬季森林防火工作视频会议")
    keyboard.press("Tab")
    keyboard.type("县应急管理局")
    keyboard.press(*["Tab"] * 5, "ArrowRight")  # past the parts of the date, to the form of the meeting
    keyboard.save()
    expect(page.get_by_role("status")).to_contain_text("已保存：本条约")
    expect(page.locator("#id_title")).to_be_focused()
    delivery = Delivery.objects.get()
    assert (delivery.office, delivery.item.issuer, delivery.item.meeting_form) == (county.town, county.bureau, "video")
    assert keyboard.interactions <= FEW


def test_the_second_meeting_of_an_issuer_takes_two_interactions(log_in, clerk, county):
    log(Kind.MEETING, county.bureau, timezone.localdate(), [county.town], by=clerk)
    keyboard = Keyboard(log_in(clerk, "/log/meeting/"))
    keyboard.type("防汛会商会")
    keyboard.save()
    assert keyboard.interactions == 2
    assert Item.objects.filter(title="防汛会商会", issuer=county.bureau).exists()


def test_the_keys_change_the_kind_and_log_the_other_two(log_in, clerk, county):
    page = log_in(clerk, "/log/meeting/")
    wait_for_the_form(page)
    keyboard = Keyboard(page)
    with page.expect_navigation():
        keyboard.press("Alt+2")
    wait_for_the_form(page)
    keyboard.type("关于报送秋粮收购进度的通知")
    keyboard.press("Tab")
    keyboard.type("县农业农村局")
    keyboard.save()
    wait_for_the_form(page)
    with page.expect_navigation():
        keyboard.press("Alt+3")
    wait_for_the_form(page)
    keyboard.type("秸秆禁烧巡查")
    keyboard.press("Tab")
    keyboard.type("县应急管理局")
    page.focus("#id_plan_status_0")
    keyboard.press("Space")
    keyboard.save()
    expect(page.get_by_role("status")).to_contain_text("计入统计口径：列入年度计划")
    assert set(Item.objects.values_list("kind", flat=True)) == {"document", "inspection"}


def test_f2_copies_the_last_record(log_in, clerk, county):
    log(Kind.MEETING, county.bureau, timezone.localdate(), [county.town], by=clerk, title="每周调度会")
    page = log_in(clerk, "/log/meeting/")
    with page.expect_navigation():
        page.keyboard.press("F2")
    expect(page.locator("#id_title")).to_have_value("每周调度会")


def test_tab_follows_the_reading_order(log_in, clerk, county):
    page = log_in(clerk, "/log/meeting/")
    places = []
    for _step in range(12):
        places.append(page.evaluate("(({x, y}) => [y, x])(document.activeElement.getBoundingClientRect())"))
        page.keyboard.press("Tab")
    tops = [top for top, _left in places]
    assert len(set(tops)) > 3
    assert all(below > above - HALF_A_LINE for above, below in pairwise(tops)), tops


def test_the_life_of_an_item(log_in, clerk, county):
    page = log_in(clerk, "/log/meeting/")
    page.fill("#id_title", "防汛会")
    page.fill("#id_issuer", "县应急管理局")
    page.get_by_role("button", name="保存", exact=True).click()
    page.get_by_role("link", name="修改").click()
    page.fill("#id_title", "防汛抗旱会")
    page.get_by_role("button", name="保存修改").click()
    expect(page.locator(".fl")).to_contain_text("标题：防汛会 → 防汛抗旱会")
    page.get_by_role("link", name="撤回").click()
    page.get_by_label("理由").fill("重复登记")
    page.keyboard.press("Enter")
    expect(page.locator(".note.near")).to_contain_text("理由：重复登记")
    page.get_by_role("button", name="恢复").click()
    expect(page.locator(".verdict")).to_contain_text("不计入统计口径：部门业务会议")
    expect(page.locator(".fl")).to_contain_text("陈晓梅")


def test_a_double_click_makes_one_row(log_in, clerk, county):
    page = log_in(clerk, "/log/meeting/")
    page.fill("#id_title", "防汛会")
    page.fill("#id_issuer", "县应急管理局")
    page.get_by_role("button", name="保存并登记下一条").dblclick()
    expect(page.locator("#id_title")).to_have_value("")
    assert Item.objects.count() == 1


def test_an_error_keeps_what_was_typed_and_stands_in_the_field(log_in, clerk, county):
    page = log_in(clerk, "/log/meeting/")
    page.fill("#id_title", "防汛会")
    page.fill("#id_issuer", "应急局")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("还有 1 处要改")
    expect(page.locator("#id_issuer")).to_be_focused()
    expect(page.locator("#id_title")).to_have_value("防汛会")


def test_undo_takes_the_record_back(log_in, clerk, county):
    page = log_in(clerk, "/log/meeting/")
    page.fill("#id_title", "防汛会")
    page.fill("#id_issuer", "县应急管理局")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="撤销").click()
    expect(page.get_by_role("status")).to_contain_text("已撤销：防汛会")
    assert Item.objects.get().is_withdrawn


def test_a_bureau_sends_to_all_towns(log_in, county):
    page = log_in(make_user(Post.Role.ISSUER, county.bureau), "/log/document/")
    page.fill("#id_title", "关于做好防汛工作的通知")
    page.get_by_label("全部乡镇 2").check()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("送达 2 个单位")
    assert Delivery.objects.count() == 2


def test_no_page_is_wider_than_a_phone(log_in, live_server, clerk, county):
    item = log(Kind.MEETING, county.bureau, timezone.localdate(), [county.town], by=clerk, title="防汛" * 60)
    page = log_in(clerk, "/todo/")
    page.set_viewport_size(PHONE)
    for address in ["/todo/", "/log/meeting/", "/log/document/", "/log/inspection/", f"/items/{item.pk}/"]:
        page.goto(f"{live_server.url}{address}")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], address


def test_logging_works_without_scripts(browser, live_server, clerk, county):
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    page = context.new_page()
    page.goto("/login/?next=/log/meeting/")
    page.fill("#id_username", clerk.username)
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.fill("#id_title", "防汛会")
    page.fill("#id_issuer", "QH-02")
    page.get_by_role("button", name="保存并登记下一条").click()
    expect(page.get_by_role("status")).to_contain_text("已保存")
    context.close()
