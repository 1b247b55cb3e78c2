"""Browser tests see what an office worker sees: Chinese, 1366 × 768, and a browser that complains of nothing."""

import os
import shutil
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--lang=zh-CN",
]  # fmt: skip
HERE = Path(__file__).parent
DESK = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
PASSWORD = "Ledger-2026"


def pytest_collection_modifyitems(items):
    """Everything here needs Chromium. It is skipped where there is none, but never where CI is set."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if not Path(CHROMIUM).exists() and not os.environ.get("CI"):
                item.add_marker(pytest.mark.skip(reason="needs Chromium: apt-get install chromium"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return browser_type_launch_args | {"executable_path": CHROMIUM, "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    wishes = {"locale": "zh-CN", "timezone_id": "Asia/Shanghai", "viewport": DESK, "accept_downloads": True}
    return browser_context_args | wishes


@pytest.fixture
def page(page):
    """A page on which whatever the browser complains of, scripts and CSP included, fails the test."""
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if is_complaint(message) else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.set_default_timeout(10_000)
    yield page
    assert complaints == []


@pytest.fixture
def log_in(page, live_server):
    """Log in as a user and come to the page that is named."""

    def enter(user, address="/"):
        page.goto(f"{live_server.url}/login/?next={address}")
        page.fill("#id_username", user.username)
        page.fill("#id_password", PASSWORD)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        return page

    return enter


def is_complaint(message):
    """A refused form answers 4xx, which the browser reports as an error too."""
    return message.type == "error" and "the server responded with a status of 4" not in message.text
