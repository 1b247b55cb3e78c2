"""The chip that says a standing: symbol, word and tint, with the reason at hand."""

from django import template

from tracker.charts.micro import STANDING_CSS
from tracker.figures import reason_text, standing_symbol, standing_word
from tracker.measures.standing import Judgement, Standing
from tracker.queries.standings import StandingRow
from tracker.sentences.standings import why

register = template.Library()


@register.inclusion_tag("includes/standing_chip.html")
def standing_chip(judgement: Judgement, row: StandingRow | None = None) -> dict[str, str]:
    """With its row, the reason names what is missing."""
    standing = judgement.standing
    return {
        "css": STANDING_CSS[standing],
        "symbol": standing_symbol(standing),
        "word": standing_word(standing),
        "reason": reason_text(judgement.reason) if row is None else why(row),
    }


@register.filter
def css(standing: Standing) -> str:
    """The class of a standing: over, near, ok or unk."""
    return STANDING_CSS[standing]


@register.filter
def symbol(standing: Standing) -> str:
    return standing_symbol(standing)


@register.filter
def word(standing: Standing) -> str:
    return standing_word(standing)


@register.filter
def reason(row: StandingRow) -> str:
    """Why it stands so, naming what is missing."""
    return why(row)
