"""Who changed what and when: an item and its landings, field by field, newest first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from tracker.figures import NOTHING
from tracker.models.baselines import Baseline
from tracker.models.deliveries import Delivery
from tracker.models.emergencies import Emergency
from tracker.models.items import Item
from tracker.models.overruns import Overrun
from tracker.models.targets import Target
from tracker.queries.facts import label_of, text_of

SILENT_ON_ITEMS = {
    "id", "month", "logged_at", "logged_by", "logged_for", "source", "batch", "fingerprint", "submission", "version",
    "official_clause", "withdrawn_at", "without_admission",
}  # fmt: skip
SILENT_ON_DELIVERIES = {
    "id", "item", "office", "sent", "cost_spent", "cost_travel", "cost_preparation", "cost", "time_source",
}  # fmt: skip
PARENT = "parent"
CREATED = "+"
AT_ONCE = timedelta(seconds=30)

SILENT_ON_ROWS = {"id", "entered_by", "entered_at", "declared_by", "declared_at"}


@dataclass(frozen=True, slots=True)
class FieldChange:
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Act:
    """One act of one person. `act` is logged, changed, withdrawn, restored, landed, dropped or taken_back."""

    act: str
    at: datetime
    by: str
    changes: tuple[FieldChange, ...] = ()
    office: str = ""
    offices: int = 1
    reason: str = ""


def acts_on(item: Item, deliveries: Iterable[Delivery]) -> list[Act]:
    """The whole story of an item and of those of its deliveries that the reader may see."""
    of_item = list(_item_acts(item))
    of_landings = [act for act in _landing_acts(list(deliveries)) if not _follows(act, of_item)]
    return sorted([*of_item, *of_landings], key=lambda act: act.at, reverse=True)


def acts_on_row(row: Target | Baseline | Overrun | Emergency) -> list[Act]:
    """The story of a row that is no item, newest first."""
    records = list(row.history.select_related("history_user").order_by("history_date", "history_id"))
    first = [Act("logged", record.history_date, who(record.history_user)) for record in records[:1]]
    pairs = [(_changes(before, after, SILENT_ON_ROWS), after) for before, after in pairwise(records)]
    later = [
        Act("changed", after.history_date, who(after.history_user), changes, reason=after.history_change_reason or "")
        for changes, after in pairs
        if changes
    ]
    return [*first, *later][::-1]


def _item_acts(item: Item) -> Iterator[Act]:
    records = list(item.history.select_related("history_user", "issuer").order_by("history_date", "history_id"))
    yield Act("logged", item.logged_at, who(item.logged_by))
    for before, after in pairwise(records):
        changes = _changes(before, after, SILENT_ON_ITEMS | {"withdrawn_reason"})
        act = _act(before.withdrawn_at, after.withdrawn_at)
        reason = after.withdrawn_reason if act == "withdrawn" else ""
        if changes or act != "changed":
            yield Act(act, after.history_date, who(after.history_user), changes, reason=reason)


def _landing_acts(deliveries: Sequence[Delivery]) -> Iterator[Act]:
    names = {delivery.pk: delivery.office.name for delivery in deliveries}
    rows = (
        Delivery.history.filter(id__in=names)
        .select_related("history_user")
        .order_by("id", "history_date", "history_id")
    )
    added = []
    for pk, records in groupby(rows, key=lambda record: record.id):
        story = list(records)
        if story[0].history_type == CREATED:
            added.append(story[0])
        yield from _landing_changes(names[pk], story)
    yield from _added(added, names)


def _landing_changes(office: str, story: Sequence[Any]) -> Iterator[Act]:
    for before, after in pairwise(story):
        changes = _changes(before, after, SILENT_ON_DELIVERIES | {"withdrawn"})
        act = {"withdrawn": "dropped", "restored": "taken_back"}.get(_act(before.withdrawn, after.withdrawn), "changed")
        if changes or act != "changed":
            reason = after.history_change_reason or ""
            yield Act(act, after.history_date, who(after.history_user), changes, office, reason=reason)


def _added(records: list[Any], names: dict[int, str]) -> Iterator[Act]:
    """Offices that one person added in one go are one act, named after the first in official order."""
    records.sort(key=lambda record: record.history_date)
    groups: list[list[Any]] = []
    for record in records:
        if groups and _is_one_go(groups[-1][-1], record):
            groups[-1].append(record)
        else:
            groups.append([record])
    for group in groups:
        first = next(name for pk, name in names.items() if pk in {record.id for record in group})
        yield Act("landed", group[0].history_date, who(group[0].history_user), office=first, offices=len(group))


def _is_one_go(before: Any, after: Any) -> bool:
    is_same_person: bool = before.history_user_id == after.history_user_id
    return is_same_person and after.history_date - before.history_date < AT_ONCE


def _follows(act: Act, of_item: Iterable[Act]) -> bool:
    """Whether a landing left or returned only because its item was withdrawn or restored."""
    cause = {"dropped": "withdrawn", "taken_back": "restored"}.get(act.act)
    return any(
        other.act == cause and other.by == act.by and timedelta(0) <= act.at - other.at < AT_ONCE for other in of_item
    )


def _act(was_withdrawn: Any, is_withdrawn: Any) -> str:
    if bool(was_withdrawn) == bool(is_withdrawn):
        return "changed"
    return "withdrawn" if is_withdrawn else "restored"


def _changes(before: Any, after: Any, silent: set[str]) -> tuple[FieldChange, ...]:
    names = [field.name for field in after.tracked_fields if field.name not in silent]
    pairs = [(name, *_told(before, after, name)) for name in names if _differs(before, after, name)]
    return tuple(FieldChange(label_of(after, name), old, new) for name, old, new in pairs)


def _told(before: Any, after: Any, name: str) -> tuple[str, str]:
    """Both values in words. Of a parent only whether there is one: its title may be out of the reader's scope."""
    if name != PARENT:
        return text_of(before, name), text_of(after, name)
    other = _("另一件") if before.parent_id else _("一件")
    return _("一件") if before.parent_id else NOTHING, other if after.parent_id else NOTHING


def _differs(before: Any, after: Any, name: str) -> bool:
    attribute = after._meta.get_field(name).attname
    return bool(getattr(before, attribute) != getattr(after, attribute))


def who(user: User | None) -> str:
    """The name of whoever did it; "" where that was the ledger itself."""
    return "" if user is None else user.get_full_name() or user.get_username()
