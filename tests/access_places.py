"""A county with a user of every role, and the rows that are each user's own, seen or another county's."""

import re
from datetime import date, datetime

from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from tests.county import County, log, make_user, unsaved_item
from tracker.actions.counting_rules import draft_from
from tracker.actions.deliveries import Landing
from tracker.actions.exports import begin_export
from tracker.actions.items import log_item
from tracker.imports.uploads.uploads import receive
from tracker.models.assessments import Assessment
from tracker.models.baselines import Baseline
from tracker.models.batches import Batch
from tracker.models.counting_rules import CountingRule
from tracker.models.emergencies import Emergency
from tracker.models.explanations import Explanation
from tracker.models.exports import Export
from tracker.models.findings import Finding
from tracker.models.kinds import Kind
from tracker.models.office_groups import OfficeGroup
from tracker.models.offsets import Offset, OffsetVerdict
from tracker.models.overruns import Overrun
from tracker.models.plans import Plan, PlanLine
from tracker.models.posts import Post
from tracker.models.presets import Preset, PresetAdoption
from tracker.models.saved_views import SavedView
from tracker.models.series import Series
from tracker.models.targets import Target
from tracker.models.uploads import Upload
from tracker.models.workbook_templates import WorkbookTemplate

Role = Post.Role
DAY = date(2026, 3, 5)

AREA_ROLES = (Role.SUPERVISOR, Role.AUDITOR, Role.LEADER, Role.ADMINISTRATOR)


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
            "leader": make_user(Role.LEADER, county.county),
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

    def export(self, role, scope):
        """own: asked for by the user. other: by somebody else at the same office."""
        user = self.users.get(role, self.users["clerk"]) if scope == "own" else self.colleague
        told = {"asked": {"query": ""}, "words": "", "file_name": "事项清单.xlsx"}
        return begin_export(user, Export.Content.ITEMS, self.office(role, "own"), **told)

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

    def view(self, role, scope):
        """own: saved by the user. seen: shared by another with the user's role. other: a colleague's own."""
        user = self.users.get(role, self.users["clerk"])
        owner = user if scope == "own" else self.colleague
        about = {"owner": owner, "role": role if scope == "seen" else "", "name": "发文"}
        opens = {"address": "/items/", "office": self.office(role, "own")}
        return SavedView.objects.get_or_create(**about, defaults=opens)[0]

    def template(self, role, scope):
        fixed = {"name": "月报表", "file_name": "月报表.xlsx"}
        return WorkbookTemplate.objects.get_or_create(office=self.office(role, scope), defaults=fixed)[0]

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
            "exports": self.export,
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
            "templates": self.template,
            "views": self.view,
        }
        return found[route.split("/")[0]](role, scope)

    def address(self, route, role, scope):
        """The address with its gaps filled."""
        fill = {
            "code": lambda: self.office(role, scope).code,
            "figure": lambda: "ceiling",
            "year": lambda: DAY.year,
            "base": lambda: DAY.year - 1,
            "cause": lambda: "new",
            "month": lambda: DAY.year * 100 + DAY.month,
            "kind": lambda: "meeting" if scope == "own" else "other",
            "preset": lambda: "CN-2024" if scope == "own" else "none",
            "pk": lambda: self.record(route, role, scope).pk,
        }
        if route.startswith("plans/<slug"):
            self.plan_line(role, scope)
        return "/" + re.sub(r"<\w+:(\w+)>", lambda gap: str(fill[gap[1]]()), route)
