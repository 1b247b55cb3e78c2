"""Open a finding (提示), answer it, decide on it, close it. Each step is kept in its history, with its words."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from tracker.models.findings import Finding

Status = Finding.Status
DECISIONS = (Status.CONFIRMED, Status.DISMISSED)


class StepError(Exception):
    """The finding has moved on meanwhile: this step is not open any more."""


def open_finding(finding: Finding, *, by: User) -> Finding:
    """Save a new finding. From now on the light of its office, side, kind and year is not green."""
    finding.status, finding.opened_by = Status.OPEN, by
    finding.save()
    return finding


@transaction.atomic
def answer_finding(pk: int, text: str) -> Finding:
    """What the office concerned says. An answer may be written anew until somebody decides. Raises StepError then."""
    finding = _at(pk, Status.OPEN, Status.ANSWERED)
    finding.status, finding.answer = Status.ANSWERED, text
    return _kept(finding, text)


@transaction.atomic
def decide_finding(pk: int, decision: str, reason: str, *, by: User, at: datetime) -> Finding:
    """Confirm it or dismiss it, with the reason; answered or not. Raises StepError once it is decided."""
    if decision not in DECISIONS:
        raise ValueError(f"Not a decision: {decision}.")
    finding = _at(pk, Status.OPEN, Status.ANSWERED)
    finding.status, finding.decision_reason = decision, reason
    finding.decided_by, finding.decided_at = by, at
    return _kept(finding, reason)


@transaction.atomic
def close_finding(pk: int, result: str) -> Finding:
    """What was confirmed has been put right; `result` says how. Raises StepError unless it stands confirmed."""
    finding = _at(pk, Status.CONFIRMED)
    finding.status = Status.CLOSED
    return _kept(finding, result)


def _at(pk: int, *steps: str) -> Finding:
    """The finding, locked, if it stands at one of these steps."""
    finding = Finding.objects.select_for_update(no_key=True).get(pk=pk)
    if finding.status not in steps:
        raise StepError
    return finding


def _kept(finding: Finding, words: str) -> Finding:
    finding._change_reason = words
    finding.save()
    return finding
