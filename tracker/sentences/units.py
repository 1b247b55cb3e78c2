"""The word that follows a count. Inspections are counted as items officially, and as visits in the full count."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from tracker.models.baselines import Count
from tracker.models.kinds import Kind

_OFFICIAL: dict[str, Promise] = {
    Kind.MEETING: pgettext_lazy("meetings", "次"),
    Kind.DOCUMENT: pgettext_lazy("documents", "件"),
    Kind.INSPECTION: pgettext_lazy("inspections", "项"),
}
_FULL: dict[str, Promise] = _OFFICIAL | {Kind.INSPECTION: pgettext_lazy("visits", "次")}


def unit_of(kind: str, count: str) -> str:
    """The word of the count that is spoken of."""
    return official_unit(kind) if count == Count.OFFICIAL else full_unit(kind)


def official_unit(kind: str) -> str:
    return str(_OFFICIAL[kind])


def full_unit(kind: str) -> str:
    return str(_FULL[kind])
