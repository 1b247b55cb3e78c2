"""Chains in templates: why an item is offered as a parent."""

from django import template

from tracker.queries.uppers import Upper
from tracker.sentences.chains import ground_words

register = template.Library()


@register.filter
def ground(upper: Upper) -> str:
    return ground_words(upper)
