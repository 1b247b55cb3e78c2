"""Plans of the demo's present year, their admission numbers, what came of them, and an issuer's offsets."""

from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils import timezone

from tracker.actions.offsets import give_verdicts, offer_burden
from tracker.actions.plans import (
    approve_all,
    approve_line,
    decline_line,
    propose_line,
    propose_lines,
    submit_plan,
    withdraw_line,
)
from tracker.demo.data import read
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.models.plans import Plan, PlanLine
from tracker.queries.offsets import burdens


def make_plans(today: date, issuing: User, supervisor: User) -> None:
    """Plans that are approved, submitted and drafted; the office of `issuing` has additions and offsets as well."""
    told = read("plans")
    offices = Office.objects.in_bulk(told["approved"] + told["submitted"] + told["draft"], field_name="code")
    own = issuing.post.office_id
    for code, office in offices.items():
        by = issuing if office.pk == own else None
        _plan(office, today, by, supervisor if code in told["approved"] else None, code in told["draft"])
    _mark_items(today)
    office = Office.objects.get(pk=own)
    _offer(office, today, issuing)
    _add(office, today, issuing, supervisor)


def _plan(office: Office, today: date, by: User | None, approver: User | None, is_draft: bool) -> None:
    """Every other thing the office sent this year was planned, and a few things lie ahead."""
    sent = _sent(office, today)
    lines = [_line_of(item) for item in sent] + [_line(row) for row in read("plans")["ahead"]]
    calls_off = approver is not None and by is not None
    lines += [_line(read("plans")["called_off"])] if calls_off else []
    propose_lines(office, today.year, lines, by=by)
    plan = Plan.objects.get(issuer=office, year=today.year)
    if is_draft:
        return
    submit_plan(plan, by=by)
    if approver is None:
        return
    approve_all(plan, by=approver)
    for line in plan.lines.filter(status=PlanLine.Status.PROPOSED):
        decline_line(line, read("plans")["too_many"], by=approver)
    _date_back(plan, today)
    _carry_out(sent, lines)
    if calls_off:
        _call_off(PlanLine.objects.get(pk=lines[-1].pk), by)


def _call_off(line: PlanLine, by: User | None) -> None:
    if line.status == PlanLine.Status.APPROVED:
        withdraw_line(line, read("plans")["called_off_reason"], by=by)


def _sent(office: Office, today: date) -> list[Item]:
    most = read("plans")["most_of_a_kind"]
    rows = Item.objects.standing().filter(issuer=office, day__year=today.year, day__lte=today).order_by("day", "pk")
    return [item for kind in Kind.values for item in list(rows.filter(kind=kind))[::2][:most]]


def _line_of(item: Item) -> PlanLine:
    return _line({
        "kind": item.kind, "title": item.title[:300], "month": item.day.month, "minutes": item.minutes,
        "recipient_count": item.deliveries.count(),
    })  # fmt: skip


def _line(row: dict[str, Any]) -> PlanLine:
    basis = read("plans")["basis"].format(year=timezone.localdate().year)
    return PlanLine(**{"basis": basis, "recipients": read("plans")["recipients"]} | row)


def _date_back(plan: Plan, today: date) -> None:
    """Plans are made in January; where the year is younger, yesterday."""
    asked, decided = (_moment(min(date(today.year, 1, day), today - timedelta(days=1))) for day in (8, 19))
    Plan.objects.filter(pk=plan.pk).update(submitted_at=asked, approved_at=decided)
    plan.lines.update(requested_at=asked)
    plan.lines.filter(decided_at__isnull=False).update(decided_at=decided)


def _carry_out(sent: list[Item], lines: list[PlanLine]) -> None:
    approved = PlanLine.objects.in_bulk([line.pk for line in lines])
    for item, line in zip(sent, lines, strict=False):
        if approved[line.pk].status == PlanLine.Status.APPROVED:
            Item.objects.filter(pk=item.pk).update(plan_line=approved[line.pk])


def _mark_items(today: date) -> None:
    """Some of what was planned bears its number, some of what was not came without one."""
    told = read("plans")
    rows = Item.objects.standing().filter(day__year=today.year).order_by("pk")
    numbered = list(rows.filter(plan_line__admission_number__isnull=False).select_related("plan_line"))
    for item in numbered[:: told["numbered_every"]]:
        number = item.plan_line.admission_number if item.plan_line else None
        Item.objects.filter(pk=item.pk).update(admission_number=number or "")
    received = rows.filter(plan_line__isnull=True, logged_for__kind__in=Office.GRASSROOTS_KINDS)
    without = list(received.values_list("pk", flat=True))[:: told["without_number_every"]]
    Item.objects.filter(pk__in=without).update(without_admission=True)


def _offer(office: Office, today: date, by: User) -> None:
    """Two burdens are retired: all receivers confirm the one, a receiver objects to the other."""
    told = read("plans")
    for number, (burden, reason) in enumerate(zip(burdens(office, today), told["retired"], strict=False)):
        offset = offer_burden(burden, reason, by=by)
        give_verdicts(offset.verdicts.all(), agrees=True, reason="", by=None)
        if number:
            give_verdicts(offset.verdicts.all()[:1], agrees=False, reason=told["objection"], by=None)


def _add(office: Office, today: date, by: User, supervisor: User) -> None:
    """One addition waits; one went over the ceiling and took of what was retired, where there was enough."""
    told = read("plans")
    leaning = propose_line(office, today.year, _line(told["leaning"]), by=by)
    with suppress(ValidationError):  # in a small county little is retired, and the line waits
        approve_line(leaning, by=supervisor)
    propose_line(office, today.year, _line(told["addition"]), by=by)


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9, 30)))
