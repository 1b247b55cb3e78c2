"""Stores an import: any number of items in one transaction, with history, and the loads counted anew once."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from tracker.actions.deliveries import Landing, new_delivery, settle, update_deliveries
from tracker.actions.inserts import insert_with_history
from tracker.actions.loads import Touched, refresh_loads, touched_by
from tracker.actions.offsets import reopen_recurring
from tracker.actions.plans import tie_by_number
from tracker.models.batches import Batch
from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.periods import month_of
from tracker.queries.norms import norms_by_day
from tracker.rules.counting import clauses_by_day, count_officially
from tracker.rules.emergencies import covered_by_day

_STEP = 5_000
_NAMED = 80  # characters of a file's name that fit into a reason
FIGURES = ("people", "minutes", "travel_minutes", "preparation_minutes")


@transaction.atomic
def store_import(
    batch: Batch,
    new: Sequence[tuple[Item, Sequence[Landing]]],
    added: Sequence[tuple[Item, Landing]] = (),
    confirmed: Sequence[tuple[Delivery, Landing]] = (),
    *,
    by: User | None,
) -> None:
    """Save a batch: new items, landings added to stored items, deliveries the ledger's office confirms.

    New items bear their number in its standard form and their fingerprint, by which they were compared.

    A confirmation fills what nobody told and never replaces a figure; a landing that had been undone returns. Every
    line of history bears the moment and the name of the batch, by which actions.batches undoes it.
    """
    batch.save()
    _create_items([item for item, _landings in new], batch, by)
    norms = norms_by_day()
    pairs = [(item, landing) for item, landings in new for landing in landings] + list(added)
    refresh_loads(_deliver(pairs, batch, norms, by) | _confirm(confirmed, batch, norms, by))
    reopen_recurring((item for item, _landings in new), by=by)


def reason_of(batch: Batch) -> str:
    """What the history says of everything a batch wrote."""
    return _("导入“%(file)s”") % {"file": batch.file_name[-_NAMED:]}


def _create_items(items: Sequence[Item], batch: Batch, by: User | None) -> None:
    clauses, covered = clauses_by_day(), covered_by_day()
    author = None if by is None else by.pk
    for item in items:
        item.batch_id, item.logged_for_id, item.logged_by_id = batch.pk, batch.office_id, author
        item.logged_at = batch.imported_at
        item.month = month_of(item.day)
        count_officially(item, clauses(item.day), covered)
    tie_by_number(items)
    insert_with_history(items, by, reason_of(batch), batch.imported_at)


def _deliver(
    pairs: Sequence[tuple[Item, Landing]], batch: Batch, norms: Callable[[date], Mapping[str, int]], by: User | None
) -> set[Touched]:
    """Some thousands at a time: nobody needs the deliveries once they are stored."""
    receiving = {id(item) for item, landing in pairs if landing.office.pk == batch.office_id}
    touched: set[Touched] = set()
    for start in range(0, len(pairs), _STEP):
        created = []
        for item, landing in pairs[start : start + _STEP]:
            received = id(item) in receiving
            created.append(new_delivery(item, landing, norms(item.day), sent=not received, received=received))
        insert_with_history(created, by, reason_of(batch), batch.imported_at)
        touched |= touched_by(created)
    return touched


def _confirm(
    confirmed: Sequence[tuple[Delivery, Landing]],
    batch: Batch,
    norms: Callable[[date], Mapping[str, int]],
    by: User | None,
) -> set[Touched]:
    for delivery, landing in confirmed:
        if delivery.office_id == batch.office_id:
            delivery.received = True
        else:
            delivery.sent = True
        for name in FIGURES:
            if delivery.withdrawn or getattr(delivery, name) is None:
                setattr(delivery, name, getattr(landing, name))
        delivery.withdrawn = False
        delivery.office = landing.office
        settle(delivery, delivery.item, norms(delivery.item.day))
    deliveries = [delivery for delivery, _landing in confirmed]
    update_deliveries(deliveries, by, reason_of(batch), batch.imported_at)
    return touched_by(deliveries)
