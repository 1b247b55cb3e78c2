"""Presets and their rules in templates: sentences, and the address of an article."""

from django import template

from tracker.models.presets import Preset, PresetAdoption, Rule
from tracker.queries.target_rows import TargetRow
from tracker.sentences.checks import article_words, rule_address
from tracker.sentences.presets import adoption_words, days_words
from tracker.sentences.targets import meaning

register = template.Library()


@register.filter
def days(preset: Preset) -> str:
    return days_words(preset)


@register.filter
def adoption(row: PresetAdoption) -> str:
    return adoption_words(row)


@register.filter
def article(rule: Rule) -> str:
    """The text, its article and its force."""
    return article_words(rule)


@register.filter
def address(rule: Rule) -> str:
    """Where the rule stands on the page of its preset."""
    return rule_address(rule)


@register.filter
def ceilings(row: TargetRow) -> str:
    """What a target would allow, and how that comes about."""
    return meaning(row)
