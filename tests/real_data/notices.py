"""How well pasted notices are read: `python -m tests.real_data.notices [FILE.jsonl]` prints a table, a line per field.

right: the field equals the truth. precision: of what was filled, how much is right. inventions: filled where the
truth says that the text is no notice.
"""

import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import django

from tests.real_data.sources import DATA

NOTICES = DATA / "notices" / "notices.jsonl"


@dataclass
class Score:
    """Counts per field, and each field that differs as (id, field, truth, read)."""

    total: Counter = field(default_factory=Counter)
    right: Counter = field(default_factory=Counter)
    filled: Counter = field(default_factory=Counter)
    filled_right: Counter = field(default_factory=Counter)
    inventions: int = 0
    wrong: list = field(default_factory=list)

    def recall(self):
        return self.right.total() / self.total.total()

    def precision(self):
        return self.filled_right.total() / max(self.filled.total(), 1)


def measure(path, read):
    """`read` takes text, reference and source, and gives the printed fields."""
    score = Score()
    for line in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        got = read(case["text"], datetime.fromisoformat(case["reference"]), case["source"])
        for name, truth in case["truth"].items():
            _count(score, case["id"], name, truth, got.get(name))
        if case["truth"]["kind"] == "none":
            score.inventions += sum(1 for name in got if name not in ("kind", "channel") and got[name])
    return score


def _count(score, case, name, truth, got):
    is_filled = got is not None and got is not False and got != "none"
    score.total[name] += 1
    score.filled[name] += is_filled
    if got == truth:
        score.right[name] += 1
        score.filled_right[name] += is_filled
    else:
        score.wrong.append((case, name, truth, got))


def table(score):
    """Lines of the table, then a line for each field that differs."""
    yield f"{'field':<14} right        filled right"
    for name in score.total:
        right = f"{score.right[name]}/{score.total[name]}"
        yield f"{name:<14} {right:<12} {score.filled_right[name]}/{score.filled[name]}"
    yield f"all fields {score.recall():.1%}, precision {score.precision():.1%}, inventions {score.inventions}"
    yield from (f"  {case} {name}: {truth!r}, read {got!r}" for case, name, truth, got in score.wrong)


if __name__ == "__main__":
    django.setup()
    from tracker.imports.notices.reading import as_json, read_notice

    source = Path(sys.argv[1]) if len(sys.argv) > 1 else NOTICES
    print("\n".join(table(measure(source, lambda *case: as_json(read_notice(*case))))))
