"""A month of an area for the brief (减负月报): the figures it is written from, and the texts that people edited."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser, User

from tracker.measures.standing import Judgement, Reason, Standing
from tracker.models.baselines import Side
from tracker.models.briefs import Brief
from tracker.models.kinds import Kind
from tracker.models.norms import Norm
from tracker.models.offices import Office
from tracker.periods import Span, month_of, month_span
from tracker.queries.completeness import Gap, Gaps, gaps
from tracker.queries.decisions import Decisions, decisions
from tracker.queries.evidence import Evidence, evidence
from tracker.queries.histories import who
from tracker.queries.landings import Landed, received_by_month
from tracker.queries.months import MonthRow
from tracker.queries.overview import Overview, overview
from tracker.queries.standings import StandingRow


@dataclass(frozen=True, slots=True)
class BriefFigures:
    """One month of an area. Every figure of the brief is one of these; nothing is counted after this.

    month: as 202610. year: the overview on the month's last day, or on today while the month runs; its `months` hold
    the month itself. evidence, decisions: of the same overview. due_on: until then offices may tell of the month (norm
    complete_days); is_due: that day has come. untold: offices directly below the area that have told nothing of a kind
    or more in this month, known only once it is due; official order.
    """

    month: int
    year: Overview
    evidence: Evidence
    decisions: Decisions
    due_on: date
    is_due: bool
    untold: list[Office]

    @property
    def area(self) -> Office:
        return self.year.area

    @property
    def span(self) -> Span:
        """The days of the month that are told of."""
        return month_span(self.month).overlap(self.year.span)

    @property
    def is_whole(self) -> bool:
        """Whether the month is over; a part of it is not compared with a whole month."""
        return self.span == month_span(self.month)

    def row(self, kind: str) -> MonthRow:
        """The month of a kind, beside the same month of the base year."""
        return self.year.months[kind].rows[self.month % 100 - 1]

    def landed(self, kind: str) -> Landed:
        return self.row(kind).landed or Landed(kind)

    def before(self, kind: str) -> Landed | None:
        """The same month of the base year; None without its ledger, and while the month runs."""
        return self.row(kind).before if self.is_whole else None

    @property
    def minutes(self) -> int:
        """Person-minutes of the month, all kinds."""
        return sum(self.landed(kind).full_minutes for kind in Kind.values)

    @property
    def lacking(self) -> list[Office]:
        """Offices below the area whose ledger has a gap of any sort, in official order."""
        found = {office.pk for office in (*self.evidence.incomplete, *self.evidence.silent, *self.untold)}
        return [office for office in self.year.offices if office.pk in found]


def brief_figures(area: Office, month: int, today: date) -> BriefFigures:
    """Raises ValueError for a month that has not begun."""
    span = month_span(month)
    if today < span.first:
        raise ValueError(f"{month} has not begun on {today}.")
    figures = overview(area, month // 100, min(span.last, today))
    due_on = span.last + timedelta(days=Norm.objects.on(figures.span.last)[Norm.Code.COMPLETE_DAYS])
    untold = _untold(figures, month, due_on) if due_on <= today else {}
    figures = _doubted(figures, untold)
    lacking = {office for office, _kind in untold}
    return BriefFigures(
        month=month,
        year=figures,
        evidence=evidence(figures),
        decisions=decisions(figures),
        due_on=due_on,
        is_due=due_on <= today,
        untold=[office for office in figures.offices if office.pk in lacking],
    )


def _untold(figures: Overview, month: int, due_on: date) -> Gaps:
    """What has told nothing of this month, the area itself among it. An overview of its last day cannot know yet."""
    found = gaps([figures.area, *figures.offices], Side.RECEIVED, figures.year, due_on)
    return {cell: Gap(gap.months, offices=gap.offices) for cell, gap in found.items() if month in gap.months}


def _doubted(figures: Overview, untold: Gaps) -> Overview:
    """The same with nothing of it within its ceiling while the month is not told of."""

    def doubted(row: StandingRow) -> StandingRow:
        gap = untold.get((row.office.pk, row.kind))
        if gap is None or row.judgement.standing is not Standing.WITHIN:
            return row
        return replace(row, judgement=Judgement(Standing.UNKNOWN, Reason.INCOMPLETE, row.judgement.expected), gap=gap)

    return replace(
        figures,
        cards=[doubted(row) for row in figures.cards],
        full_cards=[doubted(row) for row in figures.full_cards],
        matrix={cell: doubted(row) for cell, row in figures.matrix.items()},
    )


@dataclass(frozen=True, slots=True)
class MonthOfBriefs:
    """A line of the list of months. landed: by kind. edited: by language, those texts that a person has edited."""

    month: int
    landed: Mapping[str, Landed]
    edited: Mapping[str, Brief]


def months_of_briefs(user: User | AnonymousUser, area: Office, year: int, today: date) -> list[MonthOfBriefs]:
    """The months of a year that have begun, newest first."""
    last = min(today, date(year, 12, 31))
    cells = received_by_month([area], Span(date(year, 1, 1), last))
    edited: dict[int, dict[str, Brief]] = {}
    rows = Brief.objects.visible_to(user).filter(office=area, month__range=(year * 100 + 1, year * 100 + 12))
    for brief in rows.exclude(paragraphs=[]).select_related("edited_by"):
        edited.setdefault(brief.month, {})[brief.language] = brief
    return [
        MonthOfBriefs(
            month,
            {kind: cells.get((area.pk, kind, month), Landed(kind)) for kind in Kind.values},
            edited.get(month, {}),
        )
        for month in range(month_of(last), year * 100, -1)
    ]


def brief_of(user: User | AnonymousUser, area: Office, month: int, language: str) -> Brief | None:
    """What is stored of a month in a language: the edited text, or an empty one after it was taken back."""
    rows = Brief.objects.visible_to(user).select_related("edited_by", "office")
    return rows.filter(office=area, month=month, language=language).first()


@dataclass(frozen=True, slots=True)
class Step:
    """One version of a brief. words: what was done. paragraphs: the text as it stood then, none when automatic."""

    version: int
    at: datetime
    by: str
    words: str
    paragraphs: list[dict[str, Any]]


def steps_of(brief: Brief) -> list[Step]:
    """Its story, newest first."""
    records = brief.history.select_related("history_user").order_by("-version", "-history_id")
    return [
        Step(
            record.version,
            record.history_date,
            who(record.history_user),
            record.history_change_reason or "",
            record.paragraphs,
        )
        for record in records
    ]
