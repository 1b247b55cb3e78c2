"""Cheaper ways to the same end (更省的办法): what a proposal would cost with less of something.

None of them helps to dodge the count: what would count officially still does.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.norms import Norm
from tracker.models.offices import Office
from tracker.rules.prices import price_of
from tracker.rules.proposals import Proposal
from tracker.rules.time_costs import Norms


class Way(StrEnum):
    """What is done differently."""

    VIDEO = "video"
    SHORTER = "shorter"
    ONE_REPORT = "one_report"
    NO_REPORT = "no_report"
    NO_FORM = "no_form"
    NO_TRACE = "no_trace"
    TOWNS_ONLY = "towns_only"
    NOT_AGAIN = "not_again"


@dataclass(frozen=True, slots=True)
class Variant:
    """A proposal done differently. saved: person-minutes fewer, always some. minutes: what it would cost."""

    way: Way
    proposal: Proposal
    minutes: int
    saved: int


def variants(
    proposal: Proposal, norms: Norms, counts: Callable[[Proposal], bool], reached: frozenset[int] = frozenset()
) -> list[Variant]:
    """Those that save something, most first. reached: ids of offices that a similar item has reached already.

    counts: whether a proposal would count officially; a way that changes the answer is not offered.
    """
    before, is_counted = price_of(proposal, norms).total, counts(proposal)
    priced = [(way, other, price_of(other, norms).total) for way, other in _ways(proposal, norms, reached)]
    cheaper = [Variant(way, other, cost, before - cost) for way, other, cost in priced if cost < before]
    kept = [variant for variant in cheaper if counts(variant.proposal) == is_counted]
    return sorted(kept, key=lambda variant: -variant.saved)


def _ways(proposal: Proposal, norms: Norms, reached: frozenset[int]) -> Iterator[tuple[Way, Proposal]]:
    if proposal.kind == Kind.MEETING:
        yield Way.VIDEO, replace(proposal, meeting_form=Item.MeetingForm.VIDEO)
        usual = norms[Norm.Code.MEETING_MINUTES]
        yield Way.SHORTER, replace(proposal, minutes=min(proposal.minutes or usual, usual))
    if proposal.report_times > 1:
        yield Way.ONE_REPORT, replace(proposal, report_times=1)
    else:
        yield Way.NO_REPORT, replace(proposal, asks_report=False)
    yield Way.NO_FORM, replace(proposal, asks_form=False)
    yield Way.NO_TRACE, replace(proposal, asks_trace=False)
    yield from _fewer(proposal, Way.TOWNS_ONLY, [one for one in proposal.offices if one.kind in Office.TOWN_KINDS])
    yield from _fewer(proposal, Way.NOT_AGAIN, [one for one in proposal.offices if one.pk not in reached])


def _fewer(proposal: Proposal, way: Way, offices: Sequence[Office]) -> Iterator[tuple[Way, Proposal]]:
    """Not when nobody would be left."""
    if offices:
        yield way, replace(proposal, offices=tuple(offices), reaches_villages=_reach_villages(offices))


def _reach_villages(offices: Sequence[Office]) -> bool:
    return any(office.level == Office.Level.VILLAGE for office in offices)
