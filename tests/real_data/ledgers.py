"""Every ledger of the made-up county against its truth file, as a table: `python -m tests.real_data.ledgers [WORD]`.

With a word, only the files whose names contain it, and each difference in full. LEDGERS names another folder of them.
The offices come from offices.csv; the ledgers are read in a dry run. What a truth file names and the report does not
speak of counts as not equal only in the column of all fields.
"""

import json
import os
import re
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import django

PLACE = {"sheet", "row", "block"}
EXTRA = {"doc_number_raw", "channel_raw", "recipients_raw", "repaired", "hidden"}  # how it was written
CORE = {
    "kind", "title", "issuer", "issuers", "doc_number", "date", "minutes", "attendees", "channel", "recipients",
    "start", "deadline",
}  # fmt: skip
BLANKS = re.compile(r"[\s\u200b-\u200f\ufeff]+")
COLUMNS = ("records", "fields", "all fields", "classified", "skipped", "reasons", "doubtful", "invented")


@dataclass
class Share:
    good: int = 0
    of: int = 0

    def add(self, good, of=1):
        self.good += good
        self.of += of

    def __str__(self):
        return "      –" if not self.of else f"{100 * self.good / self.of:6.1f}%"


@dataclass
class Score:
    """records: found on the right row; skipped: left out, with any reason; reasons: with the very reason."""

    shares: dict = field(default_factory=lambda: {name: Share() for name in COLUMNS})
    wrong: list = field(default_factory=list)

    def add(self, name, good, *what):
        self.shares[name].add(bool(good))
        if not good:
            self.wrong.append((name, *what))


def place(told):
    return told["sheet"], told["row"]


def by_place(records):
    """Two tables side by side have two records on one row."""
    found = {}
    for one in records:
        found.setdefault(place(one), []).append(one)
    return found


def nearest(record, told):
    """Of the records told for a row, the one with the title of the truth, else the first, if any."""
    return next((one for one in told if same("title", record["title"], one["title"])), told[0] if told else None)


def score(truth, report):
    """The shares of one file, and every difference."""
    result = Score()
    found = by_place(report["records"])
    held = {place(one): one for one in report["doubtful"]}
    skipped = {place(one): one["reason"] for one in report["skipped"]}
    refused = {place(one): one["reason"] for one in report["refused"]}
    for record in truth["records"]:
        mine = nearest(record, found.get(place(record), []))
        instead = held.get(place(record)) or skipped.get(place(record)) or refused.get(place(record))
        result.add("records", mine, place(record), instead)
        _compare(record, mine or {}, result)
    for one in truth["skipped"]:
        reason = skipped.get(place(one))
        result.add("skipped", reason, place(one), one["reason"], found.get(place(one)) or held.get(place(one)))
        result.add("reasons", reason == one["reason"], place(one), one["reason"], reason)
    for one in truth["refused"]:
        result.add("classified", refused.get(place(one)) == "classified", place(one))
    for one in truth["doubtful"]:
        result.add("doubtful", place(one) in held, place(one), one["reason"], found.get(place(one)))
    known = {place(one) for one in truth["records"] + truth["doubtful"]}
    for where, mine in found.items():
        result.add("invented", where in known, where, mine[0]["title"])
    return result


def _compare(record, mine, result):
    for name, value in record.items():
        if name in PLACE | EXTRA:
            continue
        equal = bool(mine) and name in mine and same(name, value, mine[name])
        what = (record["sheet"], record["row"], name, value, mine.get(name, "—"))
        if name in CORE:
            result.add("fields", equal, *what)
        result.shares["all fields"].add(equal)
        if name not in CORE and not equal:
            result.wrong.append(("extra", *what))


def same(name, wanted, told):
    if name in {"title", "issuer"}:
        return BLANKS.sub("", wanted or "") == BLANKS.sub("", told or "")
    if isinstance(wanted, list):
        return sorted(wanted) == sorted(told or [])
    return wanted == told


def plant(data):
    offices, errors = read_offices("offices.csv", (data / "offices.csv").read_bytes())
    assert not errors, errors
    store_offices(offices)


def report_of(path, unit):
    office = OfficeNames(Office.objects.get(name="清河县")).find(unit)
    report = import_ledger(LedgerFile(path.name, path.read_bytes()), office, dry_run=True)
    return as_json(report, rows=True)


def main(word):
    total = Score()
    print(f"{'':34}" + "".join(f"{name:>11}" for name in COLUMNS))
    for truth_path in sorted(Path(os.environ.get("LEDGERS", DATA / "ledgers")).glob("*.truth.json")):
        if word not in truth_path.name:
            continue
        truth = json.loads(truth_path.read_text(encoding="utf-8"))
        path = truth_path.with_name(truth["file"])
        try:
            result = score(truth, report_of(path, truth["unit"]))
        except (ImportFileError, UnreadableError) as error:
            result = score(truth, {"records": [], "skipped": [], "refused": [], "doubtful": []})
            print("   ", error)
        for name, share in result.shares.items():
            total.shares[name].add(share.good, share.of)
        print(f"{path.stem[:17]:18}" + " " * (16 - sum(ord(c) > 255 for c in path.stem[:17])) + _row(result))
        total.wrong += result.wrong
        if word:
            print(*result.wrong, sep="\n")
    print(f"{'all':34}" + _row(total))
    print(Counter(what[0] + (":" + what[3] if what[0] in {"fields", "extra"} else "") for what in total.wrong))


def _row(result):
    return "".join(f"{result.shares[name]!s:>11}" for name in COLUMNS)


if __name__ == "__main__":
    scratch = Path(tempfile.mkdtemp()) / "scratch.sqlite3"
    os.environ["DATABASE_URL"] = f"sqlite:///{scratch}"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.core.management import call_command

    from tests.real_data.sources import DATA
    from tracker.imports.ledgers import LedgerFile, import_ledger
    from tracker.imports.offices import read_offices
    from tracker.imports.planting import store_offices
    from tracker.imports.problems import ImportFileError, UnreadableError
    from tracker.imports.reports import as_json
    from tracker.imports.values.names import OfficeNames
    from tracker.models.offices import Office

    call_command("migrate", verbosity=0)
    call_command("loaddata", "norms", "counting_rules", verbosity=0)
    plant(DATA)
    main(sys.argv[1] if len(sys.argv) > 1 else "")
