"""Plant offices in the tree, move, merge and rename them; a ledger moves with its office."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import CharField, F, Q, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext_lazy as _
from treebeard.numconv import NumConv

from tracker.actions.loads import Touched, refresh_loads
from tracker.models.deliveries import Delivery
from tracker.models.offices import Office, OfficeAlias
from tracker.models.sent_loads import SentLoad


@transaction.atomic
def move_office(office: Office, parent: Office) -> Office:
    """Put an office and everything below it under another parent and recount both sides."""
    old_path = office.path
    touched = _touched_below(office)
    Office.objects.move(office, parent, "last-child")
    moved = Office.objects.get(pk=office.pk)
    below = Delivery.objects.filter(office_path__startswith=old_path)
    tail = Substr("office_path", len(old_path) + 1)
    below.update(office_path=Concat(Value(moved.path), tail, output_field=CharField()))
    refresh_loads(touched | _touched_below(moved))
    return moved


@transaction.atomic
def merge_offices(old: Office, into: Office, day: date) -> Office:
    """From `day` on, `old` is gone and `into` answers for it (撤并). What landed on it stays with it.

    Offices below it that are not gone by then, be they set up later, go to the successor with their ledgers.
    Raises ValidationError where the two do not fit.
    """
    old = Office.objects.select_for_update(no_key=True).get(pk=old.pk)
    _check_merger(old, into, day)
    old.valid_to, old.successor = day, into
    old.save(update_fields=["valid_to", "successor"])
    left = Q(valid_to__isnull=True) | Q(valid_to__gt=day)
    for child in Office.objects.get_children(old).filter(left).order_by("path"):
        move_office(child, Office.objects.get(pk=into.pk))
    return Office.objects.get(pk=old.pk)


@transaction.atomic
def rename_office(office: Office, name: str, day: date) -> Office:
    """A new name from `day` on; the old one stays an alias, so that ledgers that bear it are still read."""
    old = Office.objects.select_for_update(no_key=True).get(pk=office.pk)
    if old.name == name:
        raise ValidationError(_("新名称和现在的名称一样。"), code="same")
    OfficeAlias.objects.update_or_create(office=old, name=old.name, defaults={"used_until": day, "said_in": None})
    OfficeAlias.objects.filter(office=old, name=name).delete()
    old.name = name
    old.save(update_fields=["name"])
    return old


def _check_merger(old: Office, into: Office, day: date) -> None:
    if old.pk == into.pk or old.contains(into):
        raise ValidationError(_("不能并入自己或下级单位。"), code="circle")
    if old.kind == Office.Kind.REGION or old.level != into.level or old.reports_sending != into.reports_sending:
        raise ValidationError(_("只能并入同一层级的同类单位。"), code="level")
    if not old.exists_on(day) or not into.exists_on(day):
        raise ValidationError(_("撤并那一天，两个单位都应还在。"), code="gone")
    if old.valid_from is not None and old.valid_from >= day:
        raise ValidationError(_("撤并日期应晚于设立日期。"), code="too_early")
    if Delivery.objects.standing().filter(office=old, day__gte=day).exists():
        raise ValidationError(
            _("%(office)s在这一天以后还有登记，请先改到承接单位，或另选日期。"), code="records", params={"office": old}
        )


@transaction.atomic
def change_kind(office: Office) -> None:
    """Save an office of another kind. Only regions have figures of what was sent into them: counted anew here."""
    office.save()
    SentLoad.objects.filter(area=office).delete()
    refresh_loads(_touched_below(office))


@transaction.atomic
def plant_offices(offices: Sequence[Office], parents: Mapping[str, Office | None]) -> None:
    """Save new offices in one go, each as the last child of its parent; None makes it a root.

    parents: from the code of a new office to its parent, which is saved or comes earlier in `offices`.
    Paths are computed here, so that 40,000 offices take seconds.
    """
    last = _last_children({parent for parent in parents.values() if parent is not None and parent.pk})
    grown: dict[int, int] = {}
    for office in offices:
        parent = parents[office.code]
        office.depth = 1 if parent is None else parent.depth + 1
        base = "" if parent is None else parent.path
        last[base] = last.get(base, 0) + 1
        office.path = Office._get_path(base, office.depth, last[base])
        if parent is not None and parent.pk:
            grown[parent.pk] = grown.get(parent.pk, 0) + 1
        elif parent is not None:
            parent.numchild += 1
    Office.objects.bulk_create(offices, batch_size=1_000)
    for pk, children in grown.items():
        Office.objects.filter(pk=pk).update(numchild=F("numchild") + children)


def _last_children(parents: set[Office]) -> dict[str, int]:
    """Path of each parent, and of the root, to the step of its last child; 0 without children."""
    found = {"": Office.objects.filter(depth=1).order_by("path").last()}
    found |= {parent.path: Office.objects.get_children(parent).order_by("path").last() for parent in parents}
    steps = NumConv(Office.alphabet)
    return {path: steps.str2int(child.path[-Office.steplen :]) if child else 0 for path, child in found.items()}


def _touched_below(office: Office) -> set[Touched]:
    cells = Delivery.objects.landed_on(office).values_list(*Touched._fields).distinct()
    return {Touched(*cell) for cell in cells}
