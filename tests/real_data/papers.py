"""Official papers with their truth → how many fields are read right.

    python -m tests.real_data.papers [FOLDER]     a folder with papers.jsonl; the public set unless told

For each field: right of all, and right of those that were filled. Refused papers are told apart.
"""

import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

FIELDS = (
    "kind", "title", "doc_number", "issuer", "issuers", "addressees", "date", "pages", "characters", "asks_report",
    "deadline", "annexes",
)  # fmt: skip
Row = dict[str, Any]


def bare(title: str | None) -> str | None:
    """Titles are compared without blanks and quotation marks, which PDFs displace."""
    return title and re.sub(r"[\s“”\"‘’']", "", title)


def equal(field: str, told: Any, true: Any, file: str) -> bool:
    if field == "title":
        return bare(told) == bare(true)
    if field == "pages" and told is not None and file.endswith(".docx"):
        return abs(told - true) <= 1
    return bool(told == true)


def measured(folder: Path, read: Callable[[str, bytes], Row]) -> tuple[dict[str, list[int]], list[str]]:
    """Per field [right, filled, right of the filled, all], and a line for each miss; refusals count as a field."""
    counts = {field: [0, 0, 0, 0] for field in ("refuse", *FIELDS)}
    misses = []
    for line in (folder / "papers.jsonl").read_text(encoding="utf-8").splitlines():
        true = json.loads(line)
        told = read(true["file"], (folder / true["file"]).read_bytes())
        for field in counts if not true["refuse"] else ("refuse",):
            right = told.get(field) == true[field] if field == "refuse" else _right(field, told, true)
            right = right and (field != "refuse" or told["reason"] == true["reason"])
            filled = told.get(field) not in (None, [], "")
            for place, one in enumerate((right, filled, right and filled, True)):
                counts[field][place] += one
            if not right:
                misses.append(f"{true['file']} {field}: {told.get(field)!r}, not {true.get(field)!r}")
    return counts, misses


def _right(field: str, told: Row, true: Row) -> bool:
    return equal(field, told.get(field), true[field], true["file"])


def report(folder: Path, read: Callable[[str, bytes], Row]) -> str:
    counts, misses = measured(folder, read)
    lines = [f"{'field':<12} {'right':>9} {'of filled':>10}"]
    sums = [sum(column) for column in zip(*counts.values(), strict=True)]
    for field, (right, filled, both, every) in (*counts.items(), ("all", sums)):
        lines.append(f"{field:<12} {right:>4}/{every:<4} {both:>5}/{filled:<4}")
    return "\n".join((*lines, *misses))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from tests.real_data.sources import DATA  # noqa: PLC0415
    from tracker.management.commands.read_paper import as_json  # noqa: PLC0415

    print(report(Path(sys.argv[1]) if sys.argv[1:] else DATA / "papers", as_json))
