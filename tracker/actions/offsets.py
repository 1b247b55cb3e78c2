"""Offer, confirm, dispute, take and give back offsets (增一减一). Each is one transaction under the lock of the offset.

What is taken of an offset is reckoned under its lock, so that its balance can never be negative.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.models.items import Item
from tracker.models.norms import Norm
from tracker.models.offices import Office
from tracker.models.offsets import Offset, OffsetUse, OffsetVerdict
from tracker.models.plans import PlanLine
from tracker.queries.offsets import Burden, balance, burdens, family_of, offset_row, offset_rows
from tracker.rules.offsets import not_enough, status_of

Status = Offset.Status


@transaction.atomic
def offer_burden(burden: Burden, reason: str, *, by: User | None) -> Offset:
    """Retire what keeps coming under one title; each of its receivers is asked whether it really ended.

    Its worth is what it cost them in the last twelve months. Raises ValidationError where it was retired meanwhile.
    """
    issuer = Office.objects.select_for_update().get(pk=burden.newest.issuer_id)
    today = timezone.localdate()
    if family_of(burden.newest) not in {family_of(left.newest) for left in burdens(issuer, today)}:
        raise ValidationError(_("这一项已经申报过了。"), code="offered")
    offset = Offset(
        issuer=issuer, title=burden.newest.title[:300], item=burden.newest, series=burden.newest.series,
        person_minutes=burden.minutes, reason=reason, offered_by=by,
        expires_on=today + timedelta(days=Norm.objects.on(today)[Norm.Code.OFFSET_DAYS]),
    )  # fmt: skip
    _save(offset, by)
    OffsetVerdict.objects.bulk_create(OffsetVerdict(offset=offset, office_id=office) for office in burden.receivers)
    return offset


@transaction.atomic
def give_verdicts(verdicts: Iterable[OffsetVerdict], *, agrees: bool, reason: str, by: User | None) -> Offset:
    """What receivers say of one offset; they may say otherwise later, until it expires. An objection re-opens it."""
    told = list(verdicts)
    offset = _locked(told[0].offset_id)
    if offset.expires_on < timezone.localdate() or offset.status == Status.WITHDRAWN:
        raise ValidationError(_("这一项已经到期或撤回，不再征求意见。"), code="over")
    for verdict in told:
        verdict.agrees, verdict.reason = agrees, "" if agrees else reason
        verdict.given_by, verdict.given_at = by, timezone.now()
    OffsetVerdict.objects.bulk_update(told, ["agrees", "reason", "given_by", "given_at"])
    return _settle(offset, by)


@transaction.atomic
def withdraw_offset(offset: Offset, *, by: User | None) -> Offset:
    """Raises ValidationError where something new leans on it."""
    offset = _locked(offset.pk)
    if offset.uses.filter(released_at__isnull=True).exists():
        raise ValidationError(_("已有新增事项用了这一项，不能撤回。"), code="used")
    offset.status = Status.WITHDRAWN
    return _save(offset, by)


@transaction.atomic
def take_offset(line: PlanLine, *, by: User | None) -> list[OffsetUse]:
    """Take what a line over the ceiling costs its receivers, first of what expires first.

    Raises ValidationError where there is not enough, or nobody reckoned the line; then nothing is taken.
    """
    issuer = line.plan.issuer
    rows = offset_rows(issuer, timezone.localdate(), locked=True)
    needed = line.person_minutes or 0
    if not needed or balance(rows) < needed:
        raise not_enough(needed, balance(rows))
    uses = []
    for row in sorted(rows, key=lambda row: (row.offset.expires_on, row.offset.pk)):
        part = min(row.left, needed)
        if part:
            uses.append(OffsetUse(offset=row.offset, plan_line=line, person_minutes=part, used_by=by))
            needed -= part
    return OffsetUse.objects.bulk_create(uses)


@transaction.atomic
def release_uses(line: PlanLine) -> None:
    """Give back what a line took, because it is not to be any more."""
    line.offset_uses.filter(released_at__isnull=True).update(released_at=timezone.now())


@transaction.atomic
def reopen_recurring(items: Iterable[Item], *, by: User | None) -> None:
    """What was retired and came again is open again. items: what was just logged."""
    days: dict[int, date] = {}
    for item in items:
        days[item.issuer_id] = max(item.day, days.get(item.issuer_id, item.day))
    relied_on = Offset.objects.filter(issuer__in=days, status__in=(Status.OFFERED, Status.VERIFIED)).order_by("pk")
    for offset in relied_on:
        if timezone.localtime(offset.offered_at).date() < days[offset.issuer_id]:
            _settle(_locked(offset.pk), by)


def _settle(offset: Offset, by: User | None) -> Offset:
    row = offset_row(offset, timezone.localdate())
    status = status_of(offset, row.agreed, row.objected, row.receivers, recurs=bool(row.recurring))
    if status == offset.status:
        return offset
    if status != Status.VERIFIED:
        _give_back(offset, by)
    offset.status = status
    return _save(offset, by)


def _give_back(offset: Offset, by: User | None) -> None:
    """Release what was taken; the lines that leaned on it must be approved anew, and what they took elsewhere too."""
    for use in offset.uses.filter(released_at__isnull=True).select_related("plan_line"):
        line = use.plan_line
        release_uses(line)
        if line.status == PlanLine.Status.APPROVED:
            line.status, line.decided_by, line.decided_at = PlanLine.Status.PROPOSED, None, None
            line._history_user = by
            line._change_reason = _("所靠的减一件有异议")
            line.save()


def _locked(pk: int) -> Offset:
    return Offset.objects.select_for_update(of=("self",)).select_related("item").get(pk=pk)


def _save(offset: Offset, by: User | None) -> Offset:
    offset._history_user = by
    offset.save()
    return offset
