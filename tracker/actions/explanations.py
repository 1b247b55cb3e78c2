"""Hand in a written explanation, accept it or return it. History keeps every version."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from tracker.models.explanations import Explanation
from tracker.queries.explanations import ExplanationRow, main_items

Status = Explanation.Status


class NothingOwedError(Exception):
    """The count has not passed last year's, or the explanation has been handed in already."""


class OwnExplanationError(Exception):
    """Whoever handed it in does not decide on it."""


@transaction.atomic
def submit_explanation(row: ExplanationRow, text: str, *, by: User | None, at: datetime) -> Explanation:
    """Freeze the facts of the row and hand the text in; a returned one is handed in again.

    Raises NothingOwedError where nothing is owed.
    """
    if not row.is_owed or row.passed_on is None or row.last_year is None:
        raise NothingOwedError
    explanation = row.explanation or Explanation(issuer=row.issuer, kind=row.kind, year=row.year)
    explanation.counted, explanation.last_year = row.counted, row.last_year
    explanation.passed_on, explanation.main_items = row.passed_on, main_items(row)
    explanation.text, explanation.status = text, Status.SUBMITTED
    explanation.submitted_by, explanation.submitted_at = by, at
    explanation.decided_by = explanation.decided_at = None
    explanation.decision_reason = ""
    return _saved(explanation, by, at)


def accept_explanation(explanation: Explanation, *, by: User, at: datetime) -> Explanation:
    """Raises OwnExplanationError for one's own; one that is not waiting for a decision stays as it is."""
    return _decide(explanation, Status.ACCEPTED, "", by, at)


def return_explanation(explanation: Explanation, reason: str, *, by: User, at: datetime) -> Explanation:
    """It is due again. Raises as accept_explanation does."""
    return _decide(explanation, Status.RETURNED, reason, by, at)


def _decide(explanation: Explanation, status: str, reason: str, by: User, at: datetime) -> Explanation:
    if explanation.status != Status.SUBMITTED:
        return explanation
    if explanation.submitted_by_id == by.pk:
        raise OwnExplanationError
    explanation.status, explanation.decision_reason = status, reason
    explanation.decided_by, explanation.decided_at = by, at
    return _saved(explanation, by, at)


def _saved(explanation: Explanation, by: User | None, at: datetime) -> Explanation:
    explanation._history_user, explanation._history_date = by, at
    explanation.save()
    return explanation
