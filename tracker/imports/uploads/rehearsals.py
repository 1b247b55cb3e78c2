"""Storing, rehearsed: everything is written, the figures of the pages are asked, and all of it is taken back."""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from tracker.imports.layouts.contents import About
from tracker.imports.ledgers import ImportReport, draft_rows, plan_rows, store_plan
from tracker.imports.plans import Plan
from tracker.imports.uploads.previews import Effect, EffectGroup, Figure
from tracker.models.baselines import Side
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.periods import months_of_year, year_to_date
from tracker.queries.landings import Landed, received_by_month, sent_by_month
from tracker.queries.standings import standings

Figures = dict[tuple[str, int, int | None, str, Figure], int | str]  # side, year, month, kind, figure


def rehearse(report: ImportReport, about: About, home: Office, by: User | None) -> list[EffectGroup]:
    """Give every row its outcome, and tell which figures of the office's pages storing the good rows would change.

    The newest year first, each year before its months. The same queries as on the pages, so that they agree exactly.
    """
    today = timezone.localdate()
    drafts = draft_rows(report)
    with transaction.atomic():
        plan = plan_rows(drafts, home)
        if not plan:
            return []
        years = _years(plan)
        before = figures(home, years, today)
        store_plan(plan, report, about, home, by)
        after = figures(home, years, today)
        transaction.set_rollback(True)
    return _grouped(before, after)


def figures(home: Office, years: Iterable[int], as_of: date) -> Figures:
    """What the overview and the issuer's page of an office say of some years and their months."""
    found: Figures = {}
    for year in years:
        span = year_to_date(year, as_of)
        months = {(kind, month): landed for (_pk, kind, month), landed in received_by_month([home], span).items()}
        for side, by_month in ((Side.RECEIVED, months), (Side.SENT, sent_by_month(home, span))):
            rows = standings([home], year, span.last, side)
            for kind in Kind.values:
                row = rows[home.pk, kind]
                found |= _of(side, year, None, row.landed)
                found[side, year, None, kind, Figure.STANDING] = str(row.judgement.standing)
                for month in months_of_year(year):
                    found |= _of(side, year, month, by_month.get((kind, month), Landed(kind)))
    return found


def _of(side: str, year: int, month: int | None, landed: Landed) -> Figures:
    told = {Figure.OFFICIAL: landed.official, Figure.FULL: landed.full, Figure.MINUTES: landed.full_minutes}
    return {(side, year, month, landed.kind, figure): number for figure, number in told.items()}


def _years(plan: Plan) -> list[int]:
    days = {item.day for item, _landings in plan.new}
    days |= {item.day for item, _landing in plan.added} | {delivery.day for delivery, _landing in plan.confirmed}
    return sorted({day.year for day in days})


def _grouped(before: Figures, after: Figures) -> list[EffectGroup]:
    groups: dict[tuple[str, int, int | None], list[Effect]] = {}
    for key, value in after.items():
        side, year, month, kind, figure = key
        if value != before[key]:
            groups.setdefault((side, year, month), []).append(Effect(kind, figure, before[key], value))
    ordered = sorted(groups, key=lambda key: (key[0], -key[1], key[2] or 0))
    return [EffectGroup(year, month, side, groups[side, year, month]) for side, year, month in ordered]
