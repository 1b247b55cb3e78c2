"""Propose, change, withdraw, submit and decide lines of a plan; number them; tie items to them.

Each is one transaction under the lock of its plan, with a line of history that says who.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from tracker.actions.offsets import release_uses, take_offset
from tracker.measures.admission_numbers import admission_number
from tracker.models.items import Item
from tracker.models.norms import Norm
from tracker.models.offices import Office
from tracker.models.plans import Plan, PlanLine
from tracker.queries.admission_numbers import lines_numbered
from tracker.queries.plans import ceilings_of, room_of
from tracker.rules.plans import (
    belongs_together,
    check_belongs_together,
    check_may_change,
    check_may_decide,
    check_may_submit,
    check_may_withdraw,
    reckoned_minutes,
)

Status = PlanLine.Status


@dataclass(frozen=True, slots=True)
class Decided:
    """What approving all lines came to: those approved, and the sentences for those that still wait."""

    approved: list[PlanLine]
    waiting: list[str]


@transaction.atomic
def propose_line(issuer: Office, year: int, line: PlanLine, *, by: User | None) -> PlanLine:
    """Put an unsaved line into the issuer's plan of a year, which is opened with its first line.

    kind and title must be told. In a plan that is approved it is an addition (追加) and waits for its own approval.
    person_minutes that nobody reckoned are reckoned here, where the number of receivers is known.
    """
    plan, _is_new = Plan.objects.get_or_create(issuer=issuer, year=year)
    line.plan = _locked(plan)
    return _ask(line, by)


@transaction.atomic
def propose_lines(issuer: Office, year: int, lines: list[PlanLine], *, by: User | None) -> list[PlanLine]:
    """All of them or none."""
    return [propose_line(issuer, year, line, by=by) for line in lines]


@transaction.atomic
def change_line(line: PlanLine, *, by: User | None) -> PlanLine:
    """Save a changed line: it waits for approval again, asked for by whoever changed it.

    Raises ValidationError where it was approved meanwhile.
    """
    line.plan = _locked(line.plan)
    check_may_change(PlanLine.objects.get(pk=line.pk))
    line.decided_by = line.decided_at = None
    line.decision_reason = ""
    return _ask(line, by)


@transaction.atomic
def withdraw_line(line: PlanLine, reason: str, *, by: User | None) -> PlanLine:
    """Take a line out of the plan; it is kept, with its number, which is in force no more. Raises ValidationError."""
    line = _newest(line)
    check_may_withdraw(line)
    release_uses(line)
    line.status = Status.WITHDRAWN
    _save(line, by, reason)
    _close(line.plan, by)
    return line


@transaction.atomic
def submit_plan(plan: Plan, *, by: User | None) -> Plan:
    """Raises ValidationError for an empty plan, and for one that was submitted."""
    plan = _locked(plan)
    check_may_submit(plan)
    plan.status, plan.submitted_by, plan.submitted_at = Plan.Status.SUBMITTED, by, timezone.now()
    return _save(plan, by)


@transaction.atomic
def approve_line(line: PlanLine, *, by: User) -> PlanLine:
    """Approve a line and give it its number. One over the ceiling takes what it costs of the issuer's offsets.

    Raises ValidationError for one's own, for a decided one, and where the offsets are not enough.
    """
    return _approve(line, ceilings_of(line.plan.issuer, line.plan.year, timezone.localdate()), by)


@transaction.atomic
def decline_line(line: PlanLine, reason: str, *, by: User) -> PlanLine:
    """The reason is told to whoever asked, who may change the line and ask again."""
    line = _newest(line)
    check_may_decide(line, by)
    _decide(line, Status.DECLINED, reason, by)
    _close(line.plan, by)
    return line


@transaction.atomic
def approve_all(plan: Plan, *, by: User) -> Decided:
    """Approve every line that waits and may be approved; the others wait on, each with its sentence, once."""
    approved: list[PlanLine] = []
    refused: dict[str, None] = {}
    ceilings = ceilings_of(plan.issuer, plan.year, timezone.localdate())
    for line in _locked(plan).lines.filter(status=Status.PROPOSED).order_by("pk"):
        try:
            approved.append(_approve(line, ceilings, by))
        except ValidationError as error:
            refused |= dict.fromkeys(error.messages)
    return Decided(approved, list(refused))


@transaction.atomic
def link_item(item: Item, line: PlanLine | None, *, by: User | None) -> Item:
    """Say which line an item comes of; None: of none. Raises ValidationError where the two do not belong together."""
    newest = Item.objects.select_for_update().get(pk=item.pk)
    if line is not None:
        check_belongs_together(newest, line)
    newest.plan_line = line
    newest.version += 1
    newest._history_user = by
    newest.save(update_fields=["plan_line", "version"])
    return newest


def tie_by_number(items: Iterable[Item]) -> None:
    """Tie unsaved items to the lines whose numbers they bear; a number that does not fit its item ties nothing."""
    numbered = [item for item in items if item.admission_number]
    lines = lines_numbered({item.admission_number for item in numbered})
    for item in numbered:
        line = lines.get(item.admission_number)
        if line is not None and belongs_together(item, line):
            item.plan_line = line


def _ask(line: PlanLine, by: User | None) -> PlanLine:
    line.status, line.requested_by, line.requested_at = Status.PROPOSED, by, timezone.now()
    line.is_addition = line.is_addition or line.plan.status == Plan.Status.APPROVED
    if line.person_minutes is None:
        line.person_minutes = reckoned_minutes(line, Norm.objects.on(timezone.localdate()))
    return _save(line, by)


@transaction.atomic
def _approve(line: PlanLine, ceilings: Mapping[str, int | None], by: User) -> PlanLine:
    line = _newest(line)
    check_may_decide(line, by)
    room = room_of(line.plan.issuer, line.plan.year, line.kind, ceilings[line.kind])
    if room.is_full(with_unplanned=line.is_addition):
        take_offset(line, by=by)
    line.admission_number = line.admission_number or _next_number(line.plan)
    _decide(line, Status.APPROVED, "", by)
    _close(line.plan, by)
    return line


def _decide(line: PlanLine, status: str, reason: str, by: User) -> None:
    line.status, line.decision_reason = status, reason
    line.decided_by, line.decided_at = by, timezone.now()
    _save(line, by, reason)


def _close(plan: Plan, by: User | None) -> None:
    """A plan of which no line waits any more is approved, by whoever approved the last one; where none was approved,
    it is the issuer's to mend.
    """
    if plan.status != Plan.Status.SUBMITTED or plan.lines.filter(status=Status.PROPOSED).exists():
        return
    last = plan.lines.filter(status=Status.APPROVED).order_by("decided_at").last()
    if last is not None:
        plan.status, plan.approved_by, plan.approved_at = Plan.Status.APPROVED, last.decided_by, last.decided_at
    else:
        plan.status = Plan.Status.DRAFT
    _save(plan, by)


def _next_number(plan: Plan) -> str:
    """The next number of this issuer and year. Numbers are never given twice, and lines never deleted."""
    serial = plan.lines.filter(admission_number__isnull=False).count() + 1
    while PlanLine.objects.filter(admission_number=admission_number(plan.issuer.code, plan.year, serial)).exists():
        serial += 1
    return admission_number(plan.issuer.code, plan.year, serial)


def _newest(line: PlanLine) -> PlanLine:
    """The line as it is now, under the lock of its plan."""
    plan = _locked(line.plan)
    found = PlanLine.objects.get(pk=line.pk)
    found.plan = plan
    return found


def _locked(plan: Plan) -> Plan:
    return Plan.objects.select_for_update(of=("self",)).select_related("issuer").get(pk=plan.pk)


def _save(row: Any, by: User | None, reason: str = "") -> Any:
    row._history_user = by
    row._change_reason = reason
    row.save()
    return row
