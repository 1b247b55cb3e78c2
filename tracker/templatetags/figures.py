"""Figures in templates, written as everywhere else (tracker.figures)."""

from datetime import date
from decimal import Decimal

from django import template

from tracker import figures

register = template.Library()


@register.filter
def count(number: int | None) -> str:
    return figures.NOTHING if number is None else figures.count_text(number)


@register.filter
def signed(number: int) -> str:
    """A difference with its sign: +12 or −3."""
    return figures.signed_text(number)


@register.filter
def hours(minutes: int | None) -> str:
    """Person-minutes as person-hours."""
    return figures.NOTHING if minutes is None else figures.hours_text(minutes)


@register.filter
def percent(share: Decimal | None) -> str:
    return figures.percent_text(share)


@register.filter
def change(share: Decimal | None) -> str:
    """A share with its sign: +3.5% or −17.7%."""
    return figures.percent_text(share, signed=True)


@register.filter
def day(value: date) -> str:
    """A day within a year that is known: 3月5日."""
    return figures.day_text(value)
