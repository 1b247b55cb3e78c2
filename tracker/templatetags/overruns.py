"""Accepted overruns in templates."""

from django import template

from tracker.queries.overrun_rows import OverrunRow
from tracker.sentences.overruns import state_words

register = template.Library()


@register.filter
def overrun_state(row: OverrunRow) -> str:
    return state_words(row)
