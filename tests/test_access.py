"""Every address × every role × every scope, against one table. An address that is not in the table fails.

own: made for the user's office or below it. seen: it concerns an office of their scope, but another office keeps it.
other: of a neighbouring county. An answer is a status, or `login` for a way back to the log-in page.
"""

import re
from datetime import date, datetime

from django.contrib import admin
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client, TestCase
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from tests.county import County, log, make_user, unsaved_item
from tracker.actions.counting_rules import draft_from
from tracker.actions.deliveries import Landing
from tracker.actions.items import log_item
from tracker.imports.uploads.uploads import receive
from tracker.models.assessments import Assessment
from tracker.models.baselines import Baseline
from tracker.models.batches import Batch
from tracker.models.counting_rules import CountingRule
from tracker.models.deliveries import Delivery
from tracker.models.emergencies import Emergency
from tracker.models.explanations import Explanation
from tracker.models.findings import Finding
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.office_groups import OfficeGroup
from tracker.models.offsets import Offset, OffsetVerdict
from tracker.models.overruns import Overrun
from tracker.models.plans import Plan, PlanLine
from tracker.models.posts import Post
from tracker.models.presets import Preset, PresetAdoption
from tracker.models.series import Series
from tracker.models.targets import Target
from tracker.models.uploads import Upload

Role = Post.Role
DAY = date(2026, 3, 5)
WRITTEN = (Item.objects, Item.history, Delivery.history, Target.history, Baseline.history, Explanation.history)

ROLES = ("visitor", "clerk", "head", "issuer", "supervisor", "auditor", "administrator", "postless", "disabled")
SENT = {"POST": {"nothing": "of use"}}
# fmt: off
#            visitor clerk head issuer supervisor auditor administrator postless disabled
OPEN =      "200     200   200  200    200        200     200           200      200"
LOOK =      "login   200   200  200    200        200     200           403      login"
LOG =       "login   200   200  200    200        403     403           403      login"
REFUSED =   "login   403   403  403    403        403     403           403      login"
NO_SUCH =   "login   404   404  404    404        404     404           403      login"
NOT_MINE =  "login   404   404  404    404        403     403           403      login"
EMPTY =     "login   422   422  422    422        403     403           403      login"
SENT_ON =   "login   302   302  302    302        302     302           403      login"
MAY_SEND =  "login   302   302  302    302        403     403           403      login"
SET =       "login   403   403  403    200        403     200           403      login"
EMPTY_SET = "login   403   403  403    422        403     422           403      login"
NO_SET =    "login   403   403  403    404        403     404           403      login"
DELETE =    "login   403   403  403    302        403     302           403      login"
APPROVE =   "login   403   403  403    302        403     403           403      login"
MAY_APPROVE = "login 403   403  403    200        403     403           403      login"
EMPTY_APPROVE = "login 403 403  403    422        403     403           403      login"
ADMINISTER = "login  403   403  403    403        403     200           403      login"
EMPTY_ADMINISTER = "login 403 403 403  403        403     422           403      login"
NOT_ADMINISTERED = "login 403 403 403  403        403     404           403      login"
NOT_ITS_DECIDER = "login 403 403 403 404      403     403           403      login"
ITS_ISSUER = "login  403   403  302    302        403     403           403      login"
ANSWERS =   "login   422   422  422    404        403     403           403      login"
EMPTY_LOOK = "login  422   422  422    422        422     422           403      login"
NO_CELL =   "login   404   404  404    404        403     403           403      login"
NOT_SO =    "405     405   405  405    405        405     405           405      405"
PRICE =     "login   403   403  200    200        403     403           403      login"
MAY_PRICE = "login   403   403  302    302        403     403           403      login"
NO_PRICE =  "login   403   403  404    404        403     403           403      login"
EMPTY_PRICE = "login 403   403  422    422        403     403           403      login"
EMPTY_STAFF = "login 403   422  403    422        403     422           403      login"
TO_STAFF =  "login   403   422  403    404        404     404           403      login"
STAFF =     "login   200   200  200    404        404     404           403      login"
TABLE = {
    "": {"GET": SENT_ON},
    "login/": {"GET": "200 302 302 302 302 302 302 302 200"},
    "logout/": {"GET": NOT_SO, "POST": "login " * 9},
    "language/": {"GET": "302 " * 9, "POST": "302 " * 9},
    "overview/<slug:code>/": {"GET own": SENT_ON, "GET other": NO_SUCH},
    "overview/<slug:code>/<int:year>/": {"GET own": LOOK, "GET other": NO_SUCH},
    "offices/<slug:code>/<int:year>/": {"GET own": LOOK, "GET other": NO_SUCH},
    "offices/<slug:code>/change/": {"GET own": ADMINISTER, "GET other": NOT_ADMINISTERED},
    "offices/<slug:code>/merge/": {"GET own": NOT_SO, "POST own": EMPTY_ADMINISTER, "POST other": NOT_ADMINISTERED},
    "offices/<slug:code>/rename/": {"GET own": NOT_SO, "POST own": EMPTY_ADMINISTER, "POST other": NOT_ADMINISTERED},
    "basket/<slug:code>/<int:base>/<int:year>/": {"GET own": LOOK, "GET other": NO_SUCH},
    "issuers/<slug:code>/<int:year>/": {"GET own": LOOK, "GET other": NO_SUCH},
    "capacity/<slug:code>/<int:year>/": {"GET own": LOOK, "GET other": NO_SUCH},
    "staffing/": {"GET": LOOK, "POST": EMPTY_STAFF},
    "staffing/<slug:code>/": {"GET own": STAFF, "GET other": NO_SUCH, "POST own": TO_STAFF, "POST other": NO_SUCH},
    "workbook/<slug:code>/<int:year>/": {"GET own": LOOK, "GET other": NO_SUCH},
    "items/": {"GET": LOOK},
    "items/export/": {"GET": LOOK},
    "items/?office=<slug:code>": {"GET own": LOOK, "GET other": NO_SUCH},
    "todo/": {"GET": LOG},
    "own-burden/<slug:code>/": {"GET own": LOOK, "GET other": NO_SUCH},
    "nil/": {"POST": NO_CELL},
    "nil/month/": {"POST": NO_CELL},
    "nil/withdraw/": {"POST": NO_CELL},
    "price/": {"GET": PRICE, "POST": PRICE},
    "price/reckon/": {"GET": NOT_SO, "POST": EMPTY_PRICE},
    "price/draft/": {"GET": NOT_SO, "POST": EMPTY_PRICE},
    "assessments/": {"GET": LOOK},
    "assessments/<int:pk>/": {"GET own": LOOK, "GET other": NO_SUCH},
    "assessments/<int:pk>/plan/": {"GET own": NOT_SO, "POST own": MAY_PRICE, "POST other": NO_PRICE},
    "log/read/": {"GET": MAY_SEND, "POST": EMPTY},
    "log/verdict/": {"POST": EMPTY},
    "log/meeting/": {"GET": LOG, "POST": EMPTY},
    "series/": {"GET": LOOK},
    "series/confirm/": {"GET": NOT_SO, "POST": MAY_SEND},
    "series/<int:pk>/confirm/": {"GET own": NOT_SO, "POST own": MAY_SEND, "POST other": NO_SUCH},
    "series/<int:pk>/leave_out/": {"GET own": NOT_SO, "POST own": MAY_SEND, "POST other": NO_SUCH},
    "series/<int:pk>/end/": {"GET own": NOT_SO, "POST own": MAY_SEND, "POST other": NO_SUCH},
    "log/document/": {"GET": LOG, "POST": EMPTY},
    "log/inspection/": {"GET": LOG, "POST": EMPTY},
    "imports/": {"GET": LOG, "POST": EMPTY},
    # An upload belongs to whoever handed it in: a colleague of the same office is answered as if there were none.
    "imports/blank/<slug:kind>/": {"GET own": LOG, "GET other": NO_CELL},
    "imports/<uuid:pk>/": {"GET own": LOG, "GET other": NOT_MINE},
    "imports/<uuid:pk>/rows/": {"GET own": NOT_SO, "POST own": MAY_SEND, "POST other": NOT_MINE},
    "imports/<uuid:pk>/columns/": {"GET own": NOT_SO, "POST own": MAY_SEND, "POST other": NOT_MINE},
    "imports/<uuid:pk>/reading/": {"GET own": NOT_SO, "POST own": EMPTY, "POST other": NOT_MINE},
    "imports/<uuid:pk>/afresh/": {"GET own": NOT_SO, "POST own": MAY_SEND, "POST other": NOT_MINE},
    "imports/<uuid:pk>/names/": {"GET own": NOT_SO, "POST own": MAY_SEND, "POST other": NOT_MINE},
    "imports/<uuid:pk>/store/": {"GET own": NOT_SO, "POST own": MAY_SEND, "POST other": NOT_MINE},
    "imports/<uuid:pk>/marked/": {"GET own": LOG, "GET other": NOT_MINE},
    "imports/<uuid:pk>/drop/": {"GET own": NOT_SO, "POST own": MAY_SEND, "POST other": NOT_MINE},
    "batches/<int:pk>/": {"GET own": LOOK, "GET other": NO_SUCH},
    "batches/<int:pk>/undo/": {"GET own": NOT_SO, "POST own": MAY_SEND, "POST other": NOT_MINE},
    "items/<int:pk>/": {"GET own": LOOK, "GET seen": LOOK, "GET other": NO_SUCH},
    "items/<int:pk>/edit/": {
        "GET own": LOG, "GET seen": REFUSED, "GET other": NO_SUCH,
        "POST own": EMPTY, "POST seen": REFUSED, "POST other": NO_SUCH,
    },
    "items/<int:pk>/withdraw/": {
        "GET own": LOG, "GET seen": REFUSED, "GET other": NO_SUCH,
        "POST own": EMPTY, "POST seen": REFUSED, "POST other": NO_SUCH,
    },
    "items/<int:pk>/restore/": {
        "GET own": NOT_SO, "GET other": NOT_SO,
        "POST own": MAY_SEND, "POST seen": REFUSED, "POST other": NO_SUCH,
    },
    "explanations/": {"GET": LOOK},
    "explanations/<slug:code>/<slug:kind>/<int:year>/": {
        "GET own": LOOK, "GET other": NO_SUCH, "POST own": MAY_SEND, "POST other": NOT_MINE,
    },
    "explanations/<int:pk>/accept/": {"GET own": NOT_SO, "POST own": DELETE, "POST other": NO_SET},
    "explanations/<int:pk>/return/": {"GET own": NOT_SO, "POST own": EMPTY_SET, "POST other": NO_SET},
    "findings/": {"GET": LOOK},
    "findings/add/": {"GET": MAY_APPROVE, "POST": EMPTY_APPROVE},
    "findings/<int:pk>/": {"GET own": LOOK, "GET other": NO_SUCH},
    "findings/<int:pk>/answer/": {
        # Whoever works at the office answers; those who supervise it do not speak for it.
        "GET own": NOT_SO, "POST own": "login 422 422 422 403 403 403 403 login", "POST other": NOT_MINE,
    },
    "findings/<int:pk>/decide/": {"GET own": NOT_SO, "POST own": EMPTY_APPROVE, "POST other": NOT_ITS_DECIDER},
    "findings/<int:pk>/close/": {"GET own": NOT_SO, "POST own": EMPTY_APPROVE, "POST other": NOT_ITS_DECIDER},
    "overruns/": {"GET": LOOK},
    "overruns/add/": {"GET": SET, "POST": EMPTY_SET},
    "overruns/<int:pk>/": {"GET own": LOOK, "GET other": NO_SUCH},
    "overruns/<int:pk>/end/": {"GET own": NOT_SO, "POST own": DELETE, "POST other": NO_SET},
    "presets/": {"GET": LOOK},
    "presets/<slug:preset>/": {"GET own": LOOK, "GET other": NO_SUCH},
    "presets/<slug:preset>/adopt/": {"GET own": SET, "GET other": NO_SET, "POST own": EMPTY_SET, "POST other": NO_SET},
    "presets/<slug:preset>/targets/": {
        "GET own": SET, "GET other": NO_SET, "POST own": EMPTY_SET, "POST other": NO_SET,
    },
    "adoptions/<int:pk>/end/": {"GET own": SET, "GET other": NO_SET, "POST own": EMPTY_SET, "POST other": NO_SET},
    "targets/": {"GET": LOOK},
    "targets/add/": {"GET": SET, "POST": EMPTY_SET},
    "targets/<int:pk>/": {"GET own": SET, "GET other": NO_SET, "POST own": EMPTY_SET, "POST other": NO_SET},
    "targets/<int:pk>/delete/": {"GET own": SET, "GET other": NO_SET, "POST own": DELETE, "POST other": NO_SET},
    "targets/<int:pk>/cascade/": {"GET own": NO_SET, "GET other": NO_SET},
    "targets/<int:pk>/cascade/undo/": {"GET own": NO_SET, "GET other": NO_SET, "POST own": NO_SET},
    "groups/": {"GET": LOOK},
    "groups/add/": {"GET": SET, "POST": EMPTY_SET},
    "groups/<int:pk>/": {"GET own": SET, "GET other": NO_SET, "POST own": EMPTY_SET, "POST other": NO_SET},
    "groups/<int:pk>/delete/": {"GET own": SET, "GET other": NO_SET, "POST own": DELETE, "POST other": NO_SET},
    # Whoever may draft may not adopt while offices beyond their area keep a ledger.
    "counting/": {"GET": LOOK},
    "counting/add/": {"GET": SET, "POST": EMPTY_SET},
    "counting/<int:pk>/": {"GET own": SET, "GET other": NO_SUCH},
    "counting/<int:pk>/edit/": {"GET own": SET, "GET other": NO_SET, "POST own": EMPTY_SET, "POST other": NO_SET},
    "counting/<int:pk>/adopt/": {"GET own": REFUSED, "GET other": NO_SET, "POST own": REFUSED, "POST other": NO_SET},
    "counting/<int:pk>/discard/": {"GET own": NOT_SO, "POST own": DELETE, "POST other": NO_SET},
    "counting/<int:pk>/<slug:kind>/": {
        "GET own": SET, "GET other": NO_SET, "POST own": EMPTY_SET, "POST other": NO_SET,
    },
    "counting/clauses/<int:pk>/": {"GET own": SET, "GET other": NO_SET, "POST own": EMPTY_SET, "POST other": NO_SET},
    "counting/clauses/<int:pk>/move/": {"GET own": NOT_SO, "POST own": DELETE, "POST other": NO_SET},
    "counting/clauses/<int:pk>/remove/": {"GET own": NOT_SO, "POST own": DELETE, "POST other": NO_SET},
    "emergencies/": {"GET": LOOK},
    "emergencies/add/": {"GET": SET, "POST": EMPTY_SET},
    "emergencies/<int:pk>/": {"GET own": SET, "GET other": NO_SET, "POST own": EMPTY_SET, "POST other": NO_SET},
    "emergencies/<int:pk>/end/": {"GET own": NOT_SO, "POST own": DELETE, "POST other": NO_SET},
    "backtest/": {"GET": LOOK},
    "baselines/": {"GET": LOOK},
    "baselines/add/": {"GET": SET, "POST": EMPTY_SET},
    "baselines/<int:pk>/": {"GET own": SET, "GET other": NO_SET, "POST own": EMPTY_SET, "POST other": NO_SET},
    "baselines/<int:pk>/delete/": {"GET own": SET, "GET other": NO_SET, "POST own": DELETE, "POST other": NO_SET},
    "baselines/<int:pk>/lock/": {"GET own": NOT_SO, "POST own": DELETE, "POST other": NO_SET},
    "baselines/<int:pk>/unlock/": {
        "GET own": "login 403 403 403 403 403 200 403 login",
        "GET other": "login 403 403 403 403 403 404 403 login",
        "POST own": "login 403 403 403 403 403 422 403 login",
    },
    "items/<int:pk>/plan-line/": {"GET own": NOT_SO, "POST own": ITS_ISSUER, "POST other": NO_SUCH},
    "admission/": {"GET": LOOK, "POST": EMPTY_LOOK},
    "offsets/<slug:code>/": {"GET own": LOOK, "GET other": NO_SUCH},
    "offsets/<slug:code>/offer/": {"GET own": NOT_SO, "POST own": EMPTY, "POST other": NO_SUCH},
    "offsets/<int:pk>/withdraw/": {"GET own": NOT_SO, "POST own": MAY_SEND, "POST other": NO_SUCH},
    "offset-answers/": {"GET": LOG},
    "offset-answers/<int:pk>/": {"GET own": NOT_SO, "POST own": ANSWERS, "POST other": NOT_MINE},
    "plans/": {"GET": SENT_ON},
    "plans/<int:year>/": {"GET": LOOK},
    "plans/<slug:code>/<int:year>/": {"GET own": LOOK, "GET other": NO_SUCH},
    "plans/<slug:code>/<int:year>/add/": {
        "GET own": LOG, "GET other": NO_SUCH, "POST own": EMPTY, "POST other": NO_SUCH,
    },
    "plans/<slug:code>/<int:year>/submit/": {"GET own": NOT_SO, "POST own": MAY_SEND, "POST other": NO_SUCH},
    "plans/<slug:code>/<int:year>/approve/": {"GET own": NOT_SO, "POST own": APPROVE, "POST other": NO_SUCH},
    "plans/<slug:code>/<int:year>/blank/": {"GET own": LOG, "GET other": NO_SUCH},
    "plans/<slug:code>/<int:year>/import/": {
        "GET own": LOG, "GET other": NO_SUCH, "POST own": EMPTY, "POST other": NO_SUCH,
    },
    "plans/<slug:code>/<int:year>/import/store/": {"GET own": NOT_SO, "POST own": MAY_SEND, "POST other": NO_SUCH},
    "plan-lines/<int:pk>/": {"GET own": LOG, "GET other": NO_SUCH, "POST own": EMPTY, "POST other": NO_SUCH},
    "plan-lines/<int:pk>/withdraw/": {"GET own": LOG, "GET other": NO_SUCH, "POST own": EMPTY, "POST other": NO_SUCH},
    "plan-lines/<int:pk>/approve/": {"GET own": NOT_SO, "POST own": APPROVE, "POST other": NO_SUCH},
    "plan-lines/<int:pk>/decline/": {
        "GET own": MAY_APPROVE, "GET other": NO_SUCH, "POST own": EMPTY_APPROVE, "POST other": NO_SUCH,
    },
    "deliveries/<int:pk>/": {
        # What a bureau sent is seen by the bureau; how it landed is told by whoever received it.
        "GET own": LOG, "GET seen": REFUSED, "GET other": NO_SUCH,
        "POST own": MAY_SEND, "POST seen": REFUSED, "POST other": NO_SUCH,
    },
}
# fmt: on


def addresses(patterns=None, prefix=""):
    """Every address among the patterns, as it is written. The admin's own are left to a test of its own."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route
        elif entry.app_name != "admin":
            yield from addresses(entry.url_patterns, route)


AREA_ROLES = (Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR)


class Places:
    """A county, a user per role, and the rows that are each user's own, seen or another county's."""

    def __init__(self):
        self.county = county = County()
        self.users = {
            "clerk": make_user(Role.CLERK, county.town),
            "head": make_user(Role.HEAD, county.town),
            "issuer": make_user(Role.ISSUER, county.bureau),
            "supervisor": make_user(Role.SUPERVISOR, county.county),
            "auditor": make_user(Role.AUDITOR, county.county),
            "administrator": make_user(Role.ADMINISTRATOR, county.county),
            "postless": User.objects.create_user("postless"),
            "disabled": make_user(Role.CLERK, county.other_town, is_active=False),
        }
        self.sent = log(Kind.MEETING, county.bureau, DAY, [county.town])
        self.received = self.logged_by_receiver(county.bureau, county.town)
        self.received_abroad = self.logged_by_receiver(county.bureau, county.foreign_town)
        self.from_town = log(Kind.MEETING, county.town, DAY, [county.other_town])
        self.to_bureau = log(Kind.MEETING, county.county_office, DAY, [county.bureau])
        self.abroad = log(Kind.MEETING, county.neighbour, DAY, [county.foreign_town])
        self.colleague = User.objects.create_user("colleague")
        ledger = "收文日期,来文单位,文件标题\n2026-03-05,县应急管理局,关于防汛的通知\n"
        self.read = receive("台账.csv", ledger.encode(), county.town, self.colleague)
        towns = {"own": county.town, "other": county.foreign_town}
        flood = {"name": "防汛", "reason": "连日暴雨", "first": DAY, "last": DAY}
        self.emergencies = {scope: Emergency.objects.create(area=town, **flood) for scope, town in towns.items()}
        draft = CountingRule(name="草案", valid_from=DAY, source="测试")
        draft_from(CountingRule.objects.get(), draft)
        fixed = {"kind": Kind.MEETING, "year": DAY.year, "number": 9}
        self.targets = {
            scope: Target.objects.create(office=town, type=Target.Type.FIXED, **fixed) for scope, town in towns.items()
        }
        self.baselines = {
            scope: Baseline.objects.create(office=town, evidence="登记簿", **fixed) for scope, town in towns.items()
        }
        self.groups = {scope: OfficeGroup.objects.create(area=town, name="沿河") for scope, town in towns.items()}

        told = {"kind": Kind.DOCUMENT, "year": DAY.year, "counted": 2, "last_year": 1, "passed_on": DAY, "text": "防汛"}
        at = timezone.make_aware(datetime(2026, 3, 6))
        self.explanations = {
            scope: Explanation.objects.create(issuer=town, submitted_at=at, **told) for scope, town in towns.items()
        }

    def logged_by_receiver(self, issuer, office):
        item = unsaved_item(Kind.MEETING, issuer, DAY)
        return log_item(item, [Landing(office)], logged_for=office, by=None)

    def client(self, role):
        client = Client(raise_request_exception=False)
        if role in self.users:
            client.force_login(self.users[role], "django.contrib.auth.backends.ModelBackend")
        return client

    def item(self, role, scope):
        """own: logged for the user's office. seen: it landed there or came from there, and another office logged it."""
        if scope == "other":
            return self.abroad
        if role in AREA_ROLES:
            return self.sent if scope == "own" else self.received_abroad
        if role == Role.ISSUER:
            return self.sent if scope == "own" else self.received
        return self.received if scope == "own" else self.sent

    def delivery(self, role, scope):
        """own: it landed on the user's office or below. seen: the office sent it elsewhere."""
        if scope == "other":
            return self.abroad.deliveries.get()
        if role in AREA_ROLES:
            return (self.sent if scope == "own" else self.received_abroad).deliveries.get()
        if role == Role.ISSUER:
            return (self.to_bureau if scope == "own" else self.sent).deliveries.get()
        return (self.sent if scope == "own" else self.from_town).deliveries.get()

    def upload(self, role, scope):
        """own: handed in by the user. other: by somebody else at the same office."""
        office = self.office(role, "own")
        user = self.users.get(role, self.users["clerk"]) if scope == "own" else self.colleague
        read = {name: getattr(self.read, name) for name in ("file_name", "stage", "sheets", "preview")}
        return Upload.objects.create(office=office, uploaded_by=user, **read)

    def version(self, route, scope):
        """own: a draft, or a clause of it. other: one that is not there; versions are everybody's."""
        draft = CountingRule.objects.get(is_draft=True)
        if scope == "other":
            return CountingRule(pk=10**6)
        return draft.clauses.first() if "clauses" in route else draft

    def batch(self, role, scope):
        return Batch.objects.create(file_name="台账.csv", office=self.office(role, scope))

    def series(self, role, scope):
        return Series.objects.create(logged_for=self.office(role, scope), every=Series.Every.WEEK, first=DAY)

    def offset(self, role, scope):
        """Offered by the user's office."""
        return self.retired(self.office(role, scope))

    def asked_offset(self, role, scope):
        """Offered by an office above, of something that landed on the user's office."""
        offset = self.retired(self.county.county_office)
        OffsetVerdict.objects.create(offset=offset, office=self.office(role, scope))
        return offset

    def retired(self, issuer):
        return Offset.objects.create(
            issuer=issuer, title="调度会", person_minutes=60, reason="停办", expires_on=timezone.localdate()
        )

    def plan_line(self, role, scope):
        """Proposed for the user's office by a colleague, in a plan that was submitted."""
        plan, _is_new = Plan.objects.get_or_create(
            issuer=self.office(role, scope), year=DAY.year, defaults={"status": Plan.Status.SUBMITTED}
        )
        return PlanLine.objects.create(plan=plan, kind=Kind.MEETING, title="防汛会", requested_by=self.colleague)

    def assessment(self, role, scope):
        fixed = {"kind": Kind.MEETING, "title": "防汛会", "person_minutes": 60, "conclusion": "consistent"}
        draft, result = {"fields": {"kind": "meeting"}, "offices": [], "facts": []}, {"offices": 0, "minutes": 0}
        return Assessment.objects.create(issuer=self.office(role, scope), draft=draft, result=result, **fixed)

    def finding(self, role, scope):
        about = {"kind": Kind.MEETING, "year": DAY.year, "facts": "便函增多"}
        return Finding.objects.create(office=self.office(role, scope), **about)

    def adoption(self, role, scope):
        preset = Preset.objects.get(code="CN-2024")
        return PresetAdoption.objects.get_or_create(area=self.office(role, scope), preset=preset, valid_from=DAY)[0]

    def overrun(self, role, scope):
        accepted = {"kind": Kind.MEETING, "year": DAY.year, "accepted_up_to": 9, "ends_on": DAY.replace(month=12)}
        return Overrun.objects.create(office=self.office(role, scope), **accepted)

    def office(self, role, scope):
        if scope == "other":
            return self.county.foreign_town
        user = self.users.get(role)
        return user.post.office if user and hasattr(user, "post") else self.county.town

    def record(self, route, role, scope):
        """What <int:pk> stands for, by the first word of the address."""
        found = {
            "items": self.item,
            "deliveries": self.delivery,
            "imports": self.upload,
            "batches": self.batch,
            "emergencies": lambda _role, scope: self.emergencies[scope],
            "counting": lambda _role, scope: self.version(route, scope),
            "targets": lambda _role, scope: self.targets[scope],
            "baselines": lambda _role, scope: self.baselines[scope],
            "groups": lambda _role, scope: self.groups[scope],
            "series": self.series,
            "overruns": self.overrun,
            "adoptions": self.adoption,
            "explanations": lambda _role, scope: self.explanations[scope],
            "assessments": self.assessment,
            "plan-lines": self.plan_line,
            "offsets": self.offset,
            "offset-answers": self.asked_offset,
            "findings": self.finding,
        }
        return found[route.split("/")[0]](role, scope)

    def address(self, route, role, scope):
        """The address with its gaps filled."""
        fill = {
            "code": lambda: self.office(role, scope).code,
            "year": lambda: DAY.year,
            "base": lambda: DAY.year - 1,
            "kind": lambda: "meeting" if scope == "own" else "other",
            "preset": lambda: "CN-2024" if scope == "own" else "none",
            "pk": lambda: self.record(route, role, scope).pk,
        }
        if route.startswith("plans/<slug"):
            self.plan_line(role, scope)
        return "/" + re.sub(r"<\w+:(\w+)>", lambda gap: str(fill[gap[1]]()), route)


class AccessTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.places = Places()

    def test_the_table_knows_every_address(self):
        self.assertEqual({route.split("?")[0] for route in TABLE}, set(addresses()))

    def test_whatever_has_an_owner_is_tried_as_own_and_as_other(self):
        owned = {route for route in TABLE if "<" in route.replace("<int:year>", "")}  # a year belongs to nobody
        tried = {route for route in owned for line in TABLE[route] if line.endswith("own")}
        refused = {route for route in owned for line in TABLE[route] if line.endswith("other")}
        self.assertEqual((tried, refused), (owned, owned))

    def test_every_role_gets_the_answer_of_the_table(self):
        for route, lines in TABLE.items():
            for line, answers in lines.items():
                with self.subTest(route=route, line=line):
                    expected = dict(zip(ROLES, answers.split(), strict=True))
                    found = {role: self.answer(route, line, role) for role in ROLES}
                    wrong = {
                        role: f"{found[role]}, not {expected[role]}" for role in ROLES if found[role] != expected[role]
                    }
                    self.assertEqual(wrong, {})

    def answer(self, route, line, role):
        """Status of one request, `login` for a way to the log-in page. What it wrote is undone."""
        method, _, scope = line.partition(" ")
        address = self.places.address(route, role, scope)
        client = self.places.client(role)
        undo = transaction.savepoint()
        before = self.written()
        response = getattr(client, method.lower())(address, SENT.get(method))
        self.assertTrue(response.status_code < 400 or self.written() == before, "A refused request wrote something.")
        transaction.savepoint_rollback(undo)
        is_sent_to_log_in = response.status_code == 302 and response.headers["Location"].startswith(reverse("login"))
        return "login" if is_sent_to_log_in else str(response.status_code)

    def written(self):
        """How much has been written so far: every change leaves a line of history."""
        return [rows.count() for rows in WRITTEN]


class AdminTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.places = Places()

    def test_none_but_an_administrator_opens_any_page(self):
        routes = [route for route in admin_addresses() if route not in ("admin/login/", "admin/logout/")]
        self.assertGreater(len(routes), 20)
        for role in set(ROLES) - {"administrator"}:
            client = self.places.client(role)
            answers = {route: client.get(filled_by_one(route)).status_code for route in routes}
            with self.subTest(role=role):
                self.assertEqual({route: answer for route, answer in answers.items() if answer not in (302, 403)}, {})

    def test_an_administrator_opens_the_lists_of_offices_accounts_and_rules(self):
        client = self.places.client("administrator")
        lists = [route for route in admin_addresses() if re.fullmatch(r"admin/(tracker|auth)/\w+/", route)]
        self.assertTrue(lists)
        self.assertEqual({route: client.get(f"/{route}").status_code for route in lists}, dict.fromkeys(lists, 200))


def admin_addresses():
    """Every address of the admin, models included."""
    return addresses(admin.site.get_urls(), "admin/")


def filled_by_one(route):
    """The address of the first record, whichever it is; regular expressions of the admin are left as they are."""
    return "/" + re.sub(r"<[\w:]+>", "1", route)
