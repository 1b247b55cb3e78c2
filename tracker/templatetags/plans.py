"""What a plan says in templates: the chip of a line's standing, and numbers as they are printed."""

from django import template

from tracker.measures import admission_numbers
from tracker.models.plans import PlanLine

register = template.Library()
_CHIPS = {
    PlanLine.Status.APPROVED: ("ok", "✓"),
    PlanLine.Status.PROPOSED: ("plain", "○"),
    PlanLine.Status.DECLINED: ("over", "▲"),
    PlanLine.Status.WITHDRAWN: ("plain", "－"),
}


@register.inclusion_tag("tracker/plans/chip.html")
def line_chip(line: PlanLine) -> dict[str, str]:
    css, symbol = _CHIPS[PlanLine.Status(line.status)]
    return {"css": css, "symbol": symbol, "word": str(line.get_status_display())}


@register.filter
def written(number: str | None) -> str:
    """An admission number in its four groups; nothing for none."""
    return admission_numbers.written(number) if number else ""
