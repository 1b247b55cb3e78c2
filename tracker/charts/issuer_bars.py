"""A bar of person-hours: solid what counts officially, hatched what does not."""

from django.utils.safestring import SafeString

from tracker.charts import svg

WIDTH, HEIGHT = 150.0, 12.0


def issuer_bar(official: int, full: int, most: int) -> SafeString:
    """official, full: person-minutes, the first a part of the second. most: the longest bar of the table."""
    unit = WIDTH / max(most, full, 1)
    solid, whole = unit * min(official, full), unit * full
    parts = [svg.rectangle("b-in", 0, 1, solid, 10), svg.rectangle("b-out", solid, 1, whole - solid, 10)]
    if whole > 1:
        parts.append(svg.rectangle("b-frame", 0.5, 1, whole - 0.5, 10))
    return svg.ornament(WIDTH, HEIGHT, "hb", *parts)
