"""Compares the lines of a file with one another and with the ledger: new, updated, unchanged, repeated or unclear."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from tracker.actions.deliveries import Landing
from tracker.imports.items import item_of, landings_of
from tracker.imports.known import Known
from tracker.imports.layouts.lines import Line, Outcome
from tracker.imports.opening.cells import plain
from tracker.imports.records.records import Record
from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.models.offices import Office
from tracker.rules.fingerprints import fingerprint, normal_number

_FIGURES = ("people", "minutes", "travel_minutes", "preparation_minutes")


@dataclass(slots=True)
class Draft:
    """A line with the item it would become."""

    line: Line
    item: Item
    landings: list[Landing]
    is_new: bool = False

    @property
    def office_ids(self) -> set[int]:
        return {landing.office.pk for landing in self.landings}

    @property
    def record(self) -> Record:
        assert self.line.record is not None
        return self.line.record


@dataclass(slots=True)
class Plan:
    """What is to be written: items with their landings, landings of stored items, deliveries to confirm."""

    new: list[tuple[Item, list[Landing]]] = field(default_factory=list)
    added: list[tuple[Item, Landing]] = field(default_factory=list)
    confirmed: list[tuple[Delivery, Landing]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.new or self.added or self.confirmed)


def drafts_of(lines: Sequence[Line]) -> list[Draft]:
    """Of every open line. A plan gets its outcome: it changes nothing, because none of it has landed."""
    for line in lines:
        if line.outcome is None and line.record is not None and line.record.is_plan:
            line.outcome = Outcome.UNCHANGED
    return [_draft(line) for line in lines if line.outcome is None]


class Planner:
    """Decides line by line; the order of the file decides which of two equal rows is the first."""

    def __init__(self, home: Office) -> None:
        self.home = home
        self.plan = Plan()
        self._seen: dict[str, Draft] = {}
        self._numbers: dict[str, Draft] = {}

    def decide(self, drafts: Sequence[Draft]) -> Plan:
        """Give every draft's line its outcome and return what is to be written."""
        known = Known([draft.item for draft in drafts])
        for draft in drafts:
            if (
                draft.record.is_exported
                and known.same(draft.item, draft.office_ids)
                or not self._repeats(draft)
                and not self._extends(draft)
            ):
                self._compare(draft, known)
        return self.plan

    def _repeats(self, draft: Draft) -> bool:
        """Whether an earlier row of the file says the same, or something else of the same number."""
        first = self._seen.setdefault(draft.item.fingerprint, draft)
        number = draft.item.document_number
        numbered = self._numbers.setdefault(number, draft) if number else draft
        if first is not draft and _content(draft.record) == _content(first.record):
            draft.line.skip("duplicate", of=first.line.row)
        elif first is not draft and draft.office_ids & first.office_ids:
            message = _("与第 %(row)s 行是同一事项，但时长、人数等不同。请核对。")
            draft.line.hold("same_item_other_figures", message % {"row": first.line.row})
        elif first is draft and numbered is not draft and not draft.line.is_accepted:
            message = _("文号与第 %(row)s 行相同，标题或日期不同。请核对。")
            draft.line.hold("same_number", message % {"row": numbered.line.row})
        return draft.line.outcome is not None

    def _extends(self, draft: Draft) -> bool:
        """An issuer's list may give a row to each receiving office: the item is the same, the offices are others."""
        first = self._seen[draft.item.fingerprint]
        if first is draft or not first.is_new:
            return False
        first.landings.extend(draft.landings)
        draft.line.outcome = Outcome.NEW
        return True

    def _compare(self, draft: Draft, known: Known) -> None:
        stored = known.same(draft.item, draft.office_ids)
        if stored is None:
            numbered = known.same_number(draft.item)
            title = plain(draft.item.title)
            stored = next((item for item in numbered if plain(item.title) == title), None)
            if stored is None and numbered and not draft.line.is_accepted:
                draft.line.hold("same_number", _("台账中已有同一文号的另一份文件。请核对文号和标题。"))
                return
        if stored is None:
            draft.line.outcome, draft.is_new = Outcome.NEW, True
            self.plan.new.append((draft.item, draft.landings))
        elif stored.is_withdrawn:
            draft.line.skip("withdrawn")
        else:
            draft.line.outcome = self._join(stored, draft, known)

    def _join(self, stored: Item, draft: Draft, known: Known) -> Outcome:
        """Add what a stored item lacks: offices it landed on, the other side's word, figures nobody told."""
        found = [(landing, known.delivery(stored, landing.office.pk)) for landing in draft.landings]
        added = [(stored, landing) for landing, delivery in found if delivery is None]
        returning = [(delivery, landing) for landing, delivery in found if delivery and known.was_undone(delivery)]
        confirmed = [
            (delivery, landing)
            for landing, delivery in found
            if delivery and self._tells_more(delivery, landing, is_exported=draft.record.is_exported)
        ]
        self.plan.added += added
        self.plan.confirmed += returning + confirmed
        if found and len(added) + len(returning) == len(found):
            return Outcome.NEW
        return Outcome.UPDATED if added or returning or confirmed else Outcome.UNCHANGED

    def _tells_more(self, delivery: Delivery, landing: Landing, *, is_exported: bool) -> bool:
        """What the ledger itself gave away is no second voice: nobody confirms anything by handing it back."""
        if delivery.withdrawn:
            return False
        is_receiver = delivery.office_id == self.home.pk
        unsaid = not (delivery.received if is_receiver else delivery.sent)
        return (unsaid and not is_exported) or any(
            getattr(delivery, name) is None and getattr(landing, name) is not None for name in _FIGURES
        )


def _draft(line: Line) -> Draft:
    assert line.record is not None
    item = item_of(line.record)
    item.document_number = normal_number(item.document_number)
    item.fingerprint = fingerprint(item)
    return Draft(line, item, landings_of(line.record))


def _content(record: Record) -> Record:
    return replace(record, sheet="", row=0)
