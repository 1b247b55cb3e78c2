"""Small bars beside a number: how much of a ceiling is used."""

from django.utils.safestring import SafeString

from tracker.charts import svg
from tracker.measures.standing import Standing

STANDING_CSS = {Standing.OVER: "over", Standing.NEAR: "near", Standing.WITHIN: "ok", Standing.UNKNOWN: "unk"}
MICRO_WIDTH, MICRO_HEIGHT = 64.0, 8.0
QUOTA_WIDTH, QUOTA_HEIGHT = 300.0, 12.0
ROOM_BEYOND = 1.12


def micro_bar(count: int, ceiling: int, css: str) -> SafeString:
    """The track ends at the ceiling's mark; a bar past the mark is over. css: over, near, ok or unk."""
    mark = MICRO_WIDTH / ROOM_BEYOND
    filled = min(MICRO_WIDTH, mark * count / max(ceiling, 1))
    return svg.ornament(
        MICRO_WIDTH, MICRO_HEIGHT, "used",
        svg.rectangle("b-track", 0, 2, mark, 4),
        svg.rectangle(f"f-{css}", 0, 2, filled, 4),
        svg.line("b-tick", mark, 0, mark, MICRO_HEIGHT),
    )  # fmt: skip


def quota_bar(count: int, ceiling: int, expected: float | None, css: str) -> SafeString:
    """A quota across the page: what is used, the ceiling's mark, and a light mark where the season would be."""
    unit = QUOTA_WIDTH / max(ceiling * ROOM_BEYOND, count, 1)
    mark, filled = unit * ceiling, unit * count
    parts = [svg.rectangle("b-track", 0, 3, mark, 6), svg.rectangle(f"f-{css}", 0, 3, filled, 6)]
    if expected is not None:
        place = min(unit * expected, QUOTA_WIDTH)
        parts.append(svg.line("b-now" if place < filled else "b-due", place, 1, place, 11))
    parts.append(svg.line("b-tick", mark, 0, mark, QUOTA_HEIGHT))
    return svg.ornament(QUOTA_WIDTH, QUOTA_HEIGHT, "qb", *parts)
