"""Written explanations in templates: the sentences of a row."""

from django import template

from tracker.queries.explanations import ExplanationRow
from tracker.sentences.explanations import days_words, owed_sentence, state_words

register = template.Library()


@register.filter
def owed(row: ExplanationRow) -> str:
    return owed_sentence(row)


@register.filter
def days_left(row: ExplanationRow) -> str:
    return days_words(row)


@register.filter
def state(row: ExplanationRow) -> str:
    return state_words(row)
