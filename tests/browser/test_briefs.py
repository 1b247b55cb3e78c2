"""The monthly brief and the leader's sheet on paper: exactly one A4 page, whatever the names and the language."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.conftest import PHONE
from tests.county import County, log, make_office, make_user
from tracker.forms.briefs import ROOM
from tracker.models.findings import Finding
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.models.posts import Post
from tracker.models.targets import Target

LONG = "清河县推进新型城镇化和农业农村现代化融合发展先行示范区"


@pytest.fixture
def county(transactional_db, reference_data):
    county, today = County(), timezone.localdate()
    towns = [
        make_office(f"QH-L{number}", f"{LONG}第{number}街道办事处", Office.Kind.TOWN, Office.Level.TOWN, county.county)
        for number in range(8)
    ]
    issuers = [
        make_office(
            f"QH-I{number}", f"{LONG}管理委员会第{number}局", Office.Kind.OTHER, Office.Level.COUNTY, county.county
        )
        for number in range(7)
    ]
    for days in range(0, 420, 14):
        for number, issuer in enumerate(issuers):
            day = today - timedelta(days=days + number % 3)
            log(list(Kind)[number % 3], issuer, day, [*towns, county.town])
    for office in (county.county, *towns):
        for kind in Kind:
            kept = {"kind": kind, "year": today.year, "type": Target.Type.FIXED, "number": 3}
            Target.objects.create(office=office, **kept)
            Target.objects.create(office=office, count="full", **kept)
    for issuer in issuers:
        Finding.objects.create(office=issuer, kind=Kind.MEETING, year=today.year, facts=f"{LONG}便函增多" * 3)
    return county


def last_month():
    day = timezone.localdate().replace(day=1) - timedelta(days=1)
    return f"{day:%Y%m}"


def pages(page):
    return len(PdfReader(BytesIO(page.pdf(format="A4", prefer_css_page_size=True))).pages)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_brief_is_one_page_with_long_names(log_in, county, language):
    page = log_in(make_user(Post.Role.LEADER, county.county), f"/briefs/QH/{last_month()}/")
    page.goto(f"{page.url}?language={language}")
    assert pages(page) == 1


def test_the_longest_text_that_is_accepted_is_one_page(log_in, county):
    page = log_in(make_user(Post.Role.SUPERVISOR, county.county), f"/briefs/QH/{last_month()}/edit/")
    for number in range(1, 6):
        page.fill(f"#id_p{number}", "减" * (ROOM // 5 - 5))
    page.get_by_role("button", name="保存修改").click()
    expect(page.locator(".messages")).to_contain_text("已保存")
    assert pages(page) == 1


def test_a_supervisor_edits_and_takes_it_back_without_a_script(log_in, county):
    page = log_in(make_user(Post.Role.SUPERVISOR, county.county), f"/briefs/QH/{last_month()}/")
    page.get_by_role("link", name="修改", exact=True).click()
    page.get_by_label("主送").fill("县委、县政府")
    page.get_by_role("button", name="保存修改").click()
    expect(page.locator(".brief")).to_contain_text("县委、县政府：")
    page.get_by_role("button", name="恢复为自动生成").click()
    expect(page.locator(".brief")).not_to_contain_text("县委、县政府：")
    page.get_by_role("button", name="撤销").click()
    expect(page.locator(".brief")).to_contain_text("县委、县政府：")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_leaders_sheet_is_one_page_and_fits_a_phone(log_in, county, language):
    page = log_in(make_user(Post.Role.LEADER, county.county), "/")
    if language == "en":
        page.get_by_role("button", name="English").first.click()
    assert "/sheet/QH/" in page.url
    assert pages(page) == 1
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
