"""Findings of the demo county, each in another state, through the real actions."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from tracker.actions.findings import answer_finding, decide_finding, open_finding
from tracker.demo.data import read
from tracker.demo.people import Role
from tracker.models.findings import Finding
from tracker.models.offices import Office

STEPS = ("answer", "decision", "reason", "office")


def make_findings(people: Mapping[str, User], today: date) -> None:
    """Those of fixtures/demo/findings.json, about the year of today."""
    offices = Office.objects.in_bulk([row["office"] for row in read("findings")["findings"]], field_name="code")
    for row in read("findings")["findings"]:
        _make(row, offices[row["office"]], people[Role.SUPERVISOR], today)


def _make(row: dict[str, Any], office: Office, by: User, today: date) -> None:
    columns = {name: value for name, value in row.items() if name not in STEPS}
    finding = open_finding(Finding(office=office, year=today.year, **columns), by=by)
    if "answer" in row:
        answer_finding(finding.pk, row["answer"])
    if "decision" in row:
        decide_finding(finding.pk, row["decision"], row["reason"], by=by, at=timezone.now())
