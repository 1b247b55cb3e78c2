"""A walk over every page that tests/access_table.py knows, each as a role that may open it."""

from dataclasses import dataclass, field
from datetime import timedelta

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Error

from tests.access_places import Places
from tests.access_table import ROLES, TABLE
from tests.browser.conftest import DESK, PHONE, is_complaint
from tests.county import log
from tracker.models.kinds import Kind
from tracker.models.targets import Target

# Whoever sees most comes first; the others open what is theirs alone, and their own first pages.
WALKERS = ("supervisor", "administrator", "issuer", "clerk", "head", "leader")
IN_ENGLISH = {"", "overview/<slug:code>/<int:year>/", "items/", "log/meeting/"}
AXE = Axe()
OPTIONS = {"resultTypes": ["violations"], "iframes": False}


@dataclass(slots=True)
class Seen:
    """A page as it was seen. violations: (impact, rule, where it stands first) of axe. elsewhere: other hosts asked."""

    role: str
    route: str
    address: str
    language: str = "zh-hans"
    status: int = 0
    violations: list = field(default_factory=list)
    complaints: list = field(default_factory=list)
    elsewhere: list = field(default_factory=list)
    headings: int = 0
    is_too_wide: bool = False
    has_way_back: bool = False

    @property
    def name(self):
        return f"{self.role} {self.address} {self.language}"


def furnished():
    """Places with two years of items, so that charts, tables and lists have something to show."""
    places, today = Places(), timezone.localdate()
    county = places.county
    for days in range(0, 500, 20):
        log(Kind.DOCUMENT, county.bureau, today - timedelta(days), county.towns)
        log(Kind.MEETING, county.county_office, today - timedelta(days), [county.town], minutes=90)
        log(Kind.INSPECTION, county.bureau, today - timedelta(days), [county.village])
    for kind in (Kind.DOCUMENT, Kind.MEETING):
        promise = {"kind": kind, "year": today.year, "type": Target.Type.NOT_ABOVE_LAST_YEAR}
        Target.objects.create(office=county.county, **promise)
    return places


def stops(places):
    """The first page of each role, then every address of the table that one of them may open; a few in English too."""
    found = [Seen(role, "", "/") for role in WALKERS if role != "administrator"]
    for route, lines in TABLE.items():
        answers = lines.get("GET own") or lines.get("GET")
        if answers and (role := _walker(answers)):
            found.append(Seen(role, route, places.address(route, role, "own")))
    english = [Seen(stop.role, stop.route, stop.address, "en") for stop in found if stop.route in IN_ENGLISH]
    return found + english


def _walker(answers):
    may = {role for role, answer in zip(ROLES, answers.split(), strict=True) if answer == "200"}
    return next((role for role in WALKERS if role in may), None)


class Walk:
    """Opens every page in a window of its role and notes what is seen of it. Addresses of files are passed by."""

    def __init__(self, browser, wishes, live_server, places):
        self.browser, self.wishes, self.host, self.places = browser, wishes, live_server.url, places
        self.windows = {}
        self.at = None

    def go(self):
        seen = []
        for stop in stops(self.places):
            self.at = stop
            page = self.window(stop)
            if self.opened(page, stop):
                self.look(page, stop)
                seen.append(stop)
        for page in self.windows.values():
            page.context.close()
        return seen

    def window(self, stop):
        key = stop.role, stop.language
        if key not in self.windows:
            context = self.browser.new_context(**self.wishes, base_url=self.host)
            session = self.places.client(stop.role).session.session_key
            told = {settings.SESSION_COOKIE_NAME: session, settings.LANGUAGE_COOKIE_NAME: stop.language}
            context.add_cookies([{"name": name, "value": value, "url": self.host} for name, value in told.items()])
            self.windows[key] = self.listened_to(context.new_page())
        return self.windows[key]

    def listened_to(self, page):
        page.set_default_timeout(30_000)
        page.on("console", lambda message: self.at.complaints.append(message.text) if is_complaint(message) else None)
        page.on("pageerror", lambda error: self.at.complaints.append(str(error)))
        page.on("request", lambda asked: None if asked.url.startswith((self.host, "data:")) else self.elsewhere(asked))
        return page

    def elsewhere(self, asked):
        self.at.elsewhere.append(asked.url)

    def opened(self, page, stop):
        """Whether the address is that of a page; a file is offered for download instead."""
        page.set_viewport_size(DESK)
        try:
            response = page.goto(stop.address)
        except Error as error:
            if "Download is starting" in str(error):
                return False
            raise
        stop.status = response.status
        return response.headers["content-type"].startswith("text/html")

    def look(self, page, stop):
        violations = AXE.run(page, options=OPTIONS).response["violations"]
        stop.violations = [(one["impact"], one["id"], one["nodes"][0]["html"][:160]) for one in violations]
        stop.headings = page.locator("h1").count()
        stop.has_way_back = page.locator("nav.crumbs, nav.questions").count() > 0
        page.set_viewport_size(PHONE)
        stop.is_too_wide = page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]
