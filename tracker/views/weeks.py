"""An office's week by half-days: what collides, what could be moved or joined, what stays free."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tracker.charts.weeks import (
    area_lines,
    collision_rows,
    day_columns,
    heads,
    things,
    totals,
    ways,
    week_address,
    week_twin,
)
from tracker.forms.calendars import WeekForm
from tracker.models.offices import Office
from tracker.permissions import Permission, UserRequest, requires
from tracker.queries.occasions import week_of
from tracker.queries.weeks import area_weeks, office_week
from tracker.sentences.calendars import gaps_words
from tracker.sentences.weeks import (
    area_finding,
    busiest_words,
    collisions_words,
    days_words,
    joint_finding,
    principal_finding,
    week_finding,
)
from tracker.views.questions import Asked, asked_of, question_context


@require_GET
@requires(Permission.VIEW)
def page(request: UserRequest, code: str, year: int) -> HttpResponse:
    asked = asked_of(request, "week", code, year)
    if isinstance(asked, HttpResponse):
        return asked
    form = WeekForm(request.GET, last=asked.span.last)
    days = week_of(form.shown)
    before, after = ways(asked.area, days, asked.span.last, asked.under)
    is_area = asked.area.kind == Office.Kind.REGION
    context = question_context(request, "week", asked) | {
        "week_form": form,
        "shown": form.shown,
        "days": days_words(days),
        "before": before,
        "after": after,
    }
    answer = _area(asked, form.shown) if is_area else _office(request, asked, form.shown)
    return render(request, f"tracker/weeks/{'area' if is_area else 'page'}.html", context | answer)


def collisions_card(request: UserRequest, office: Office, today: date) -> dict[str, Any]:
    """This week's and next week's collisions, for an office's own page; empty for a region."""
    if office.kind == Office.Kind.REGION:
        return {}
    weeks = [office_week(office, today + timedelta(weeks=number), today, request.user) for number in range(2)]
    return {
        "collision_weeks": [
            {
                "days": days_words(week.days),
                "finding": collisions_words(week.collisions, week.grave),
                "rows": collision_rows([one for one in week.collisions if one.day >= today]),
                "address": week_address(office, week.days.first, today),
            }
            for week in weeks
        ]
    }


def _office(request: UserRequest, asked: Asked, day: date) -> dict[str, Any]:
    week = office_week(asked.area, day, asked.span.last, request.user, asked.under)
    finding = week_finding(week)
    return {
        "week": week,
        "finding": finding,
        "busiest": busiest_words(week),
        "columns": day_columns(week),
        "collisions_title": collisions_words(week.collisions, week.grave),
        "collisions": collision_rows(week.collisions),
        "principal_title": principal_finding(week.wanting_principal),
        "principal": things(week.wanting_principal),
        "joint_title": joint_finding(week.joint),
        "joint": things(week.joint),
        "totals": totals(week, asked.under),
        "gaps": gaps_words(week.gaps),
        "twin": week_twin(week, busiest_words(week)),
    }


def _area(asked: Asked, day: date) -> dict[str, Any]:
    rows = area_weeks(asked.area, day, asked.span.last)
    days = week_of(day)
    return {
        "finding": area_finding(rows),
        "heads": heads(days),
        "lines": area_lines(rows, days, asked.span.last),
        "is_ahead": days.first > asked.span.last,
    }
