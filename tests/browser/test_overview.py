"""A supervisor reads the county, opens what is behind a figure, changes the language and takes the workbook away."""

from datetime import timedelta

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.county import County, log, make_user
from tracker.models.kinds import Kind
from tracker.models.posts import Post
from tracker.models.targets import Target


@pytest.fixture
def county(transactional_db):
    county, today = County(), timezone.localdate()
    for days in range(0, 400, 9):
        log(Kind.DOCUMENT, county.bureau, today - timedelta(days=days), county.towns)
        log(Kind.MEETING, county.county_office, today - timedelta(days=days), [county.town], minutes=90)
    log(Kind.INSPECTION, county.bureau, today, county.towns)
    Target.objects.create(
        office=county.county, kind=Kind.DOCUMENT, year=today.year, type=Target.Type.NOT_ABOVE_LAST_YEAR
    )
    return county


@pytest.fixture
def supervisor(county):
    return make_user(Post.Role.SUPERVISOR, county.county, first_name="吕立新")


def big_figures(page):
    """The official and full counts of the three cards, as shown."""
    return [figure.replace(",", "") for figure in page.locator(".fig .big td a").all_inner_texts()]


def test_a_figure_opens_the_rows_behind_it(log_in, supervisor):
    page = log_in(supervisor, "/")
    figure = page.locator(".fig .big td a").nth(3)
    number = figure.inner_text()
    figure.click()
    expect(page.locator(".verdict")).to_contain_text(f"共 {number} 项")


def test_the_language_is_changed_and_stays_changed(log_in, supervisor):
    page = log_in(supervisor, "/")
    before = big_figures(page)
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert big_figures(page) == before
    page.goto(page.url.split("/overview")[0] + "/items/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Items")


def test_the_workbook_says_what_the_page_says(log_in, supervisor, tmp_path):
    page = log_in(supervisor, "/")
    shown = big_figures(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="导出工作簿").click()
    assert download.value.suggested_filename.startswith("清河县减负台账（")
    file = tmp_path / "ledger.xlsx"
    download.value.save_as(file)
    county = next(
        row for row in load_workbook(file, data_only=True)["各单位"].iter_rows(values_only=True) if row[0] == "清河县"
    )
    assert [str(county[column]) for column in (1, 3, 5, 7, 9, 11)] == shown


def test_the_page_fits_a_phone_and_a_sheet_of_paper(log_in, supervisor, page):
    page.set_viewport_size(PHONE)
    log_in(supervisor, "/")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert page.pdf(format="A4").startswith(b"%PDF")
