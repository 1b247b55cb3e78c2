"""A list of items as rows of plain values, for files of any length: the rows, order and figures of the page's list."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, time
from typing import Any, NamedTuple

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import F

from tracker.models.counting_rules import CountingClause
from tracker.models.items import Item, ItemQuerySet
from tracker.queries.items import ItemFilter, listed_landings
from tracker.rules.counting import clause_under

_AT_ONCE = 500
_SEPARATOR = "、"
_LONGEST = 32_000  # what a cell holds, with room to spare


class ItemRow(NamedTuple):
    """One item. official and wording: as the list is replayed, or as decided. receivers: the names of where it landed.

    people and the minutes told: of a single landing; of several None, because each has its own.
    """

    number: int
    landings: int
    minutes_of_landings: int
    official: bool
    kind: str
    day: date
    title: str
    issuer_name: str
    meeting_form: str
    document_format: str
    inspection_type: str
    document_number: str
    plan_status: str
    channel: str
    starts_at: time | None
    minutes: int | None
    topics: int | None
    meeting_name: str
    meeting_category: str
    genre: str
    issued_on: date | None
    characters: int | None
    approval_number: str
    law_enforcement: bool
    required_rank: str
    emergency: bool
    asks_report: bool
    asks_form: bool
    asks_trace: bool
    deadline: date | None
    admission_number: str
    official_override: bool | None
    official_reason: str
    wording: str | None
    receivers: str
    people: int | None
    told_minutes: int | None
    travel_minutes: int | None
    preparation_minutes: int | None


_FIRST, _LAST = ItemRow._fields.index("kind"), ItemRow._fields.index("wording")
_COLUMNS = ["issuer__name" if name == "issuer_name" else name for name in ItemRow._fields[_FIRST:_LAST]]
_TOLD = ("people", "minutes", "travel_minutes", "preparation_minutes")
_NOTHING_TOLD = (None,) * len(_TOLD)


class ItemRows:
    """The rows of a list, read anew each time they are gone through, a part at a time.

    Which items, their order, landings, minutes and whether they count are read at once and kept, as numbers: whatever
    is written meanwhile, the sums are those of the rows. Neither a cursor nor a transaction stays open, so that nobody
    waits for a long file.
    """

    def __init__(
        self,
        user: User | AnonymousUser,
        ordered: ItemQuerySet,
        wanted: ItemFilter,
        name_of: Callable[[str, str], str],
    ) -> None:
        """ordered: what queries.items gives for `wanted`, in any order. name_of: a receiver by its code and name."""
        self._user, self._wanted, self._name_of = user, wanted, name_of
        self._keys, self._landings, self._minutes = array("q"), array("q"), array("q")
        self._counts = bytearray()
        counts = "official" if wanted.under is None else "counts_under"
        columns = ("pk", "landings", "minutes_of_landings", counts)
        for key, landings, minutes, is_counted in ordered.select_related(None).values_list(*columns).iterator(2_000):
            self._keys.append(key)
            self._landings.append(landings)
            self._minutes.append(minutes)
            self._counts.append(is_counted)

    @property
    def number(self) -> int:
        return len(self._keys)

    @property
    def counted(self) -> int:
        """Rows that count officially."""
        return sum(self._counts)

    @property
    def landings(self) -> int:
        return sum(self._landings)

    @property
    def minutes(self) -> int:
        return sum(self._minutes)

    def __iter__(self) -> Iterator[ItemRow]:
        wordings = {clause.pk: clause.wording for clause in CountingClause.objects.all()}
        for first in range(0, len(self._keys), _AT_ONCE):
            keys = self._keys[first : first + _AT_ONCE].tolist()
            told, landed = self._told(keys), self._landed(keys)
            for place, key in enumerate(keys, start=first):
                if key in told:
                    *values, clause = told[key]
                    told_of_it = (*values, wordings.get(clause), *self._received(landed, key))
                    yield ItemRow._make((*self._figures(place), *told_of_it))

    def _figures(self, place: int) -> tuple[int, int, int, bool]:
        return place + 1, self._landings[place], self._minutes[place], bool(self._counts[place])

    def _told(self, keys: list[int]) -> dict[int, Sequence[Any]]:
        """What is told of each item, in the order of ItemRow, and last the key of the clause that decided."""
        under = self._wanted.under
        clause = F("official_clause_id") if under is None else clause_under(under)
        rows = Item.objects.filter(pk__in=keys).order_by().annotate(clause=clause)
        found: Iterable[Any] = rows.values_list("pk", *_COLUMNS, "clause")
        return {key: values for key, *values in found}

    def _landed(self, keys: list[int]) -> dict[int, list[tuple[Any, ...]]]:
        """Name and figures of each landing that the list counts, in official order."""
        found: dict[int, list[tuple[Any, ...]]] = {}
        rows = listed_landings(self._user, self._wanted).filter(item__in=keys).order_by("office_path")
        for key, code, name, *told in rows.values_list("item_id", "office__code", "office__name", *_TOLD):
            found.setdefault(key, []).append((self._name_of(code, name), *told))
        return found

    def _received(self, landed: dict[int, list[tuple[Any, ...]]], key: int) -> tuple[Any, ...]:
        rows = landed.get(key, [])
        told = rows[0][1:] if len(rows) == 1 else _NOTHING_TOLD
        return joined([row[0] for row in rows]), *told


def joined(names: Sequence[str]) -> str:
    """As many names as a cell holds, none of them cut."""
    text = _SEPARATOR.join(names)
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(_SEPARATOR, 1)[0]
