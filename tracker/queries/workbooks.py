"""What pages of one question each say of an area, asked together for its workbook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.queries.calendars import Calendar, calendar_of
from tracker.queries.causes import Causes, causes
from tracker.queries.chains import Chain, chains_of
from tracker.queries.changes import Changes, changes_of
from tracker.queries.channels import Channels, channels
from tracker.queries.distributions import Distributions, distributions_of
from tracker.queries.overview import Overview
from tracker.queries.villages import VillageRow, villages_of


@dataclass(frozen=True, slots=True)
class Answers:
    """Of the area, span and version of an overview. villages: by the id of the office they lie below.

    changes: by kind. distributions: None where there are no offices to compare. calendar: None for a region, whose days
    are those of its towns.
    """

    villages: Mapping[int, Sequence[VillageRow]]
    causes: Causes
    channels: Channels
    changes: Mapping[str, Changes]
    distributions: Distributions | None
    chains: Sequence[Chain]
    calendar: Calendar | None


def answers_of(figures: Overview) -> Answers:
    area, span, under = figures.area, figures.span, figures.under
    found = distributions_of(area, span, under)
    return Answers(
        villages=villages_of(figures),
        causes=causes(area, figures.year, span.last, under=under),
        channels=channels(area, figures.year, span.last, under),
        changes={kind: changes_of(area, kind, span, under) for kind in Kind.values},
        distributions=found if found.compares else None,
        chains=chains_of(area, span),
        calendar=None if area.kind == Office.Kind.REGION else calendar_of(area, span, under),
    )
