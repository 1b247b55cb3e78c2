"""What stands on paper: A4 for a page, A3 across for the matrix of four hundred offices, every heading repeated."""

from io import BytesIO
from unicodedata import normalize

import pytest
from django.utils import timezone
from pypdf import PdfReader

from tests.county import County, log, make_office, make_user
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.models.posts import Post

POINTS = 72 / 25.4
TOWNS = 400


def printed(page):
    """The pages of the document as Chromium prints them, on the paper that the style sheet asks for."""
    return PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages


def text_of(sheet):
    """The text, its characters as they are typed: a PDF may hold radicals that only look like them."""
    return normalize("NFKC", sheet.extract_text())


def paper(sheet):
    """Width and height in whole millimetres."""
    return round(float(sheet.mediabox.width) / POINTS), round(float(sheet.mediabox.height) / POINTS)


@pytest.fixture
def county(transactional_db):
    county = County()
    log(Kind.MEETING, county.bureau, timezone.localdate(), county.towns)
    return county


@pytest.fixture
def supervisor(county):
    return make_user(Post.Role.SUPERVISOR, county.county, first_name="吕立新")


def test_a_page_is_printed_on_a4_with_its_scope_and_its_time(log_in, supervisor):
    page = log_in(supervisor, "/")
    sheets = printed(page)
    text = text_of(sheets[0])
    assert {paper(sheet) for sheet in sheets} == {(210, 297)}
    assert all(words in text for words in ("清河县减负总览", "时段", "打印:", "吕立新"))
    assert "导出工作簿" not in text


def test_a_list_on_paper_says_what_it_was_narrowed_to(log_in, supervisor):
    page = log_in(supervisor, "/items/?kind=meeting")
    text = text_of(printed(page)[0])
    assert "列出" in text
    assert "共 1 项" in text
    assert "存为常用视图" not in text


def test_a_matrix_of_four_hundred_offices_is_printed_on_a3_with_its_heading_on_every_sheet(log_in, supervisor, county):
    towns = [
        make_office(f"QH-X{number}", f"第{number}镇", Office.Kind.TOWN, Office.Level.TOWN, county.county)
        for number in range(TOWNS)
    ]
    log(Kind.MEETING, county.bureau, timezone.localdate(), towns)
    sheets = printed(log_in(supervisor, "/"))
    across = [sheet for sheet in sheets if paper(sheet) == (420, 297)]
    matrix = [text for sheet in across if "镇" in (text := text_of(sheet)) and "第" in text]
    missing = [town.name for town in towns if not any(town.name in text for text in matrix)]
    assert missing == []
    assert all("单位" in text and "会议" in text for text in matrix)
    assert paper(sheets[0]) == (210, 297)
