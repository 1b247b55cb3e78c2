"""The demo's rules in force, what issuers explained, and the overruns somebody accepted."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from tracker.actions.explanations import accept_explanation, return_explanation, submit_explanation
from tracker.actions.overruns import accept_overrun
from tracker.demo.data import read
from tracker.demo.days import day_of
from tracker.measures.standing import Standing
from tracker.models.explanations import Explanation
from tracker.models.offices import Office
from tracker.models.overruns import Overrun
from tracker.models.presets import Preset, PresetAdoption
from tracker.queries.explanations import ExplanationRow, explanation_row, explanation_rows
from tracker.queries.standings import standings

WRITTEN_AFTER = timedelta(days=8)
DECIDED_AFTER = timedelta(days=3)
MORNING = time(10)


def make_adoptions(year: int) -> int:
    """Adopt the presets; without a day of its own, from the day the policy took effect. How many there are."""
    areas, presets = Office.objects.in_bulk(field_name="code"), Preset.objects.in_bulk(field_name="code")
    adoptions = [
        PresetAdoption(
            area=areas[row["area"]],
            preset=presets[row["preset"]],
            valid_from=_begin(row["first"], presets[row["preset"]], year),
        )
        for row in read("presets")["adoptions"]
    ]
    return len(PresetAdoption.objects.bulk_create(adoptions))


def make_explanations(area: Office, today: date, by: User) -> int:
    """The issuers that passed last year's count first have written; the last ones still owe. How many have."""
    rows = explanation_rows(area, today.year, today)
    told = list(zip(rows, read("presets")["explanations"], strict=False))
    for row, words in told:
        _explain(row, words, today, by)
    return len(told)


def make_overruns(today: date, by: User) -> int:
    """Accept what fixtures/demo/presets.json says, where the figure is over; how many there are."""
    offices = Office.objects.in_bulk(field_name="code")
    accepted = [_overrun(row, offices[row["office"]], today) for row in read("presets")["overruns"]]
    made = [accept_overrun(overrun, by=by) for overrun in accepted if overrun is not None]
    return len(made)


def _begin(first: str | None, preset: Preset, year: int) -> date:
    return day_of(year, first) if first else preset.valid_from or date(year, 1, 1)


def _explain(row: ExplanationRow, words: dict[str, Any], today: date, by: User) -> None:
    assert row.passed_on is not None
    written = min(row.passed_on + WRITTEN_AFTER, today)
    as_it_stood = explanation_row(row.issuer, row.kind, row.year, written)
    explanation = submit_explanation(as_it_stood, words["text"], by=None, at=_at(written))
    decided = _at(min(written + DECIDED_AFTER, today))
    if words["status"] == Explanation.Status.ACCEPTED:
        accept_explanation(explanation, by=by, at=decided)
    elif words["status"] == Explanation.Status.RETURNED:
        return_explanation(explanation, words["reason"], by=by, at=decided)


def _overrun(row: dict[str, Any], office: Office, today: date) -> Overrun | None:
    standing = standings([office], today.year, today, row["side"])[office.pk, row["kind"]]
    if standing.judgement.standing != Standing.OVER:
        return None
    told = {name: row[name] for name in ("side", "kind", "reason", "approved_by")}
    up_to = standing.counted + row["above"]
    return Overrun(office=office, year=today.year, accepted_up_to=up_to, ends_on=date(today.year, 12, 31), **told)


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, MORNING))
