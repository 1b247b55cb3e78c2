"""Clauses of the counting rule, and what they change, in templates."""

from django import template

from tracker import figures
from tracker.models.counting_rules import CountingClause
from tracker.sentences.counting_rules import condition_words

register = template.Library()


@register.filter
def condition(clause: CountingClause) -> str:
    return condition_words(clause)


@register.filter
def signed(number: int) -> str:
    """+3, −2 or 0."""
    text = figures.count_text(abs(number))
    return text if number == 0 else f"+{text}" if number > 0 else f"−{text}"
