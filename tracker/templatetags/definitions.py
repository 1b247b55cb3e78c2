"""The address at which a figure is explained (怎么算的), for the same office, days and version."""

from datetime import date

from django import template

from tracker.charts.definitions import definition_address, definition_of
from tracker.models.counting_rules import CountingRule
from tracker.models.offices import Office
from tracker.periods import year_to_date
from tracker.queries.standings import StandingRow

register = template.Library()


@register.simple_tag
def how(name: str, row: StandingRow, day: date, under: CountingRule | None = None) -> str:
    """Of one kind, count and side."""
    return definition_address(name, row, year_to_date(day.year, day), under)


@register.simple_tag
def how_of(name: str, office: Office, day: date, under: CountingRule | None = None) -> str:
    """Of an office, all kinds together."""
    return definition_of(name, office, year_to_date(day.year, day), under)
