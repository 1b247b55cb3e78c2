"""Titles of the demo: a pattern, a topic of the issuer, and the month it belongs to."""

from tracker.demo.county import Issuer
from tracker.demo.data import read
from tracker.demo.drafts import Period

SERIAL = "{serial}"
_TRIES = 8


def pick_title(patterns: list[str], issuer: Issuer, period: Period, topics: list[str] | None = None) -> str:
    """A title the issuer has not used this year, if one can be found soon. Its serial is filled in later."""
    title = ""
    for _try in range(_TRIES):
        topic = period.rng.choice(topics or issuer.topics)
        title = _filled(period.rng.choice(patterns), topic, issuer, period)
        if (issuer.office.pk, title) not in period.used_titles:
            break
    period.used_titles.add((issuer.office.pk, title))
    return title


def _filled(pattern: str, topic: str, issuer: Issuer, period: Period) -> str:
    data = read("titles")
    area, unit, above = data["areas"][issuer.office.level]
    values = {
        "{year}": str(period.year),
        "{month}": str(period.number),
        "{quarter}": data["quarters"][(period.number - 1) // 3],
        "{season}": data["seasons"][str(period.number)],
        "{topic}": topic,
        "{area}": area,
        "{unit}": unit,
        "{above}": above,
    }
    for name, value in values.items():
        pattern = pattern.replace(name, value)
    return pattern
