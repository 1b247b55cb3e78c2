"""Readers whose system asks for more contrast, for its own colours, or for nothing that moves."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.browser.conftest import PASSWORD
from tests.county import County, log, make_user
from tests.test_frame import contrast
from tracker.models.kinds import Kind
from tracker.models.posts import Post

STYLE = "([found, name]) => getComputedStyle(document.querySelector(found)).getPropertyValue(name)"


@pytest.fixture
def overview(transactional_db, browser, browser_context_args, live_server):
    """The overview as a browser with the wishes of a reader's system shows it."""
    county, today = County(), timezone.localdate()
    for days in range(0, 400, 30):
        log(Kind.DOCUMENT, county.bureau, today - timedelta(days), county.towns)
    supervisor = make_user(Post.Role.SUPERVISOR, county.county)
    contexts = []

    def shown(**wishes):
        contexts.append(browser.new_context(**browser_context_args, base_url=live_server.url, **wishes))
        page = contexts[-1].new_page()
        page.goto("/login/")
        page.fill("#id_username", supervisor.username)
        page.fill("#id_password", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/overview/**")
        return page

    yield shown
    for context in contexts:
        context.close()


def style(page, found, name):
    return page.evaluate(STYLE, [found, name])


def hexadecimal(colour):
    """rgb(1, 2, 3) as #010203."""
    numbers = colour[colour.index("(") + 1 : -1].split(",")[:3]
    return "#" + "".join(f"{int(number):02x}" for number in numbers)


def test_in_the_systems_colours_chips_keep_their_edges_and_charts_their_lines(overview):
    page = overview(forced_colors="active", color_scheme="dark")
    ground = hexadecimal(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert style(page, ".chip", "border-top-style") != "none"
    for line in (".chart .act", ".chart .axis"):
        assert contrast(hexadecimal(style(page, line, "stroke")), ground) >= 3, line
    assert contrast(hexadecimal(style(page, ".chart text", "fill")), ground) >= 4.5


def test_more_contrast_makes_grey_text_and_edges_darker(overview):
    usual, more = overview(), overview(contrast="more")
    for found, name in ((".scope dt", "color"), (".card-x", "border-top-color"), (".chart .ly", "stroke")):
        before, after = (contrast(hexadecimal(style(page, found, name)), "#ffffff") for page in (usual, more))
        assert after > before, found


def test_nothing_moves_where_that_is_asked_for(overview):
    assert style(overview(reduced_motion="reduce"), ".btn", "transition-duration") in {"0s", ""}
