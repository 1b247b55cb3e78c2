"""An issuer's clerk prices a meeting before sending it, in well under a minute."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.conftest import PASSWORD, PHONE
from tests.county import County, make_user
from tracker.models.assessments import Assessment
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.plans import Plan, PlanLine
from tracker.models.posts import Post
from tracker.models.presets import Preset, PresetAdoption, Rule
from tracker.periods import Span
from tracker.queries.workdays import working_day_set

FEW = 15
SECONDS = 60


class Hands:
    """Counts what the hands do: a key, a click, a choice, or a stretch of text is one interaction."""

    def __init__(self, page):
        self.page = page
        self.interactions = 0
        self.began = timezone.now()

    def type(self, field, text):
        self.page.fill(field, text)
        self.interactions += 1

    def choose(self, field, value):
        self.page.select_option(field, value)
        self.interactions += 1

    def click(self, name, role="button"):
        self.page.get_by_role(role, name=name, exact=True).first.click()
        self.interactions += 1

    def tick(self, label):
        self.page.get_by_label(label).check()
        self.interactions += 1

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.interactions += 1

    @property
    def seconds(self):
        return (timezone.now() - self.began).total_seconds()


@pytest.fixture
def county(transactional_db):
    return County()


@pytest.fixture
def issuer(county):
    return make_user(Post.Role.ISSUER, county.bureau, first_name="孙文斌")


@pytest.fixture
def day(county):
    """A working day on which another bureau's meeting is planned, under a rule about who may be called."""
    today = timezone.localdate()
    day = min(working_day_set(Span(today + timedelta(7), today + timedelta(28))))
    plan = Plan.objects.create(issuer=county.other_bureau, year=day.year)
    approved = {"status": PlanLine.Status.APPROVED, "admission_number": "准1"}
    PlanLine.objects.create(plan=plan, kind=Kind.MEETING, title="秋收会", day=day, recipients="各乡镇", **approved)
    preset = Preset.objects.create(code="T", name="若干规定", name_en="Rules", place="中央", source="S")
    Rule.objects.create(
        preset=preset, code="T-1", article="第五条", force=Rule.Force.SOFT, kind=Kind.MEETING,
        check_name="principals_for_deputy", wording="一般不要求", wording_en="normally not",
    )  # fmt: skip
    PresetAdoption.objects.create(area=county.county, preset=preset, valid_from=today - timedelta(30))
    return day


def describe(hands, day):
    hands.type("#id_title", "森林防火工作会议")
    hands.type("#id_day", day.isoformat())
    hands.type("#id_starts_at", "09:00")
    hands.type("#id_minutes", "120")
    hands.type("#id_people", "4")
    hands.choose("#id_required_rank", "principal")
    hands.choose("#id_convener", "deputy")
    hands.tick("全部乡镇 2")


def test_a_price_takes_few_interactions_and_well_under_a_minute(log_in, issuer, day):
    page = log_in(issuer, "/price/")
    hands = Hands(page)
    describe(hands, day)
    expect(page.locator("#cost h2")).to_have_text("代价：25 人时，参会占 64%")
    expect(page.locator("#rules")).to_contain_text("触及 1 条规定")
    expect(page.locator("#week h2")).to_contain_text("已有 1 项安排")
    expect(page.locator("#ways")).to_contain_text("改开视频会")
    assert hands.interactions <= FEW
    assert hands.seconds < SECONDS


def test_numbers_follow_while_one_types(log_in, issuer, day):
    page = log_in(issuer, "/price/")
    hands = Hands(page)
    describe(hands, day)
    hands.choose("#id_meeting_form", "video")
    expect(page.locator("#cost h2")).to_contain_text("代价：17 人时")
    expect(page.locator("#ways")).not_to_contain_text("改开视频会")
    hands.choose("#id_convener", "principal")
    expect(page.locator("#rules")).not_to_contain_text("触及 1 条规定")
    assert not Assessment.objects.exists()


def test_buttons_change_the_draft_and_reckon_again(log_in, issuer, day):
    page = log_in(issuer, "/price/")
    describe(Hands(page), day)
    row = page.locator("#ways tr").filter(has_text="改开视频会")
    with page.expect_navigation():
        row.get_by_role("button").click()
    expect(page.locator("#id_meeting_form")).to_have_value("video")
    expect(page.locator("#cost h2")).to_contain_text("代价：17 人时")
    with page.expect_navigation():
        page.get_by_role("button", name="改到这半天").click()
    expect(page.locator("#week h2")).to_contain_text("没有已知的安排")


def test_is_kept_as_an_assessment_and_as_a_line_of_the_plan(log_in, issuer, county, day):
    page = log_in(issuer, "/price/")
    hands = Hands(page)
    describe(hands, day)
    expect(page.locator("#cost h2")).to_contain_text("代价")
    page.locator("#keep label").filter(has_text="一致").first.click()
    hands.click("存为评估记录")
    expect(page.get_by_role("status")).to_contain_text("已存为一致性评估记录")
    expect(page.locator(".verdict")).to_contain_text("结论：一致。代价：25 人时")
    hands.click("报为计划事项")
    expect(page.get_by_role("status")).to_contain_text("计划，随计划报审")
    kept, line = Assessment.objects.get(), PlanLine.objects.get(plan__issuer=county.bureau)
    assert (kept.plan_line, line.person_minutes, line.day) == (line, kept.person_minutes, day)
    hands.click("已发出，登记", role="link")
    expect(page.locator("#id_title")).to_have_value("森林防火工作会议")
    assert not Item.objects.exists()


def test_the_kind_changes_which_fields_are_asked(log_in, issuer):
    page = log_in(issuer, "/price/")
    expect(page.locator("#id_characters")).to_be_hidden()
    page.locator("label").filter(has_text="发文").first.click()
    expect(page.locator("#id_characters")).to_be_visible()
    expect(page.locator("#id_minutes")).to_be_hidden()


def test_works_without_scripts(browser, live_server, issuer, day):
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    page = context.new_page()
    page.goto("/login/?next=/price/")
    page.fill("#id_username", issuer.username)
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    describe(Hands(page), day)
    page.get_by_role("button", name="算一算").last.click()
    expect(page.locator("#cost h2")).to_have_text("代价：25 人时，参会占 64%")
    page.get_by_role("button", name="报为计划事项").click()
    expect(page.get_by_role("status")).to_contain_text("计划，随计划报审")
    context.close()


def test_no_page_is_wider_than_a_phone(log_in, live_server, issuer, day):
    page = log_in(issuer, "/price/")
    page.set_viewport_size(PHONE)
    describe(Hands(page), day)
    expect(page.locator("#week h2")).to_contain_text("已有 1 项安排")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.goto(f"{live_server.url}/assessments/")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
