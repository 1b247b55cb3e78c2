"""The hidden fields by which a form tells what it cost to fill in."""

from typing import Any

from django import template

from tracker.forms.efforts import OPENED, STEPS, kept_or_now

register = template.Library()


@register.inclusion_tag("tracker/efforts/meter.html", takes_context=True)
def effort_meter(context: dict[str, Any]) -> dict[str, str]:
    """For a form that is shown again, with what it carried before."""
    sent = context["request"].POST
    return {"opened": kept_or_now(sent), "steps": sent.get(STEPS, "") if OPENED in sent else ""}
