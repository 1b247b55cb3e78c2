"""A ledger file of any length read, checked and stored, against django-import-export with the same file.

    .venv/bin/pip install "django-import-export[xlsx]"        # only for measuring; no dependency of the project
    .venv/bin/python -m tests.benchmarks.bench_importing [--rows 10000] [--rounds 3] [--big 100000] [--alone]

Every measurement is a process of its own on a copy of the same database (SQLite, a county of about 400 offices), and
the candidates take turns, so that a busy machine is busy for all. First what was stored is checked: counts of every
outcome, loads equal to a recount, a sample of rows field by field, and every item and delivery equal to those of the
peer that does the same job. Prints seconds (least, median, most), seconds of the processor, which other work on the
machine disturbs less, the medians of the ratios of both within a round, and the growth of memory: the most that the
process ever held, above what it held before the import. What each candidate does is printed with it (DOES).
--alone leaves the peer out.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

OURS = ("dry", "store")
PEERS = ("same job", "default", "bulk")
DOES = {
    "dry": "reads, checks, finds what is known; stores nothing",
    "store": "reads, checks, finds what is known; items and deliveries with history, loads exact",
    "same job": "the peer: checks, finds what is known; items and deliveries with history; no loads",
    "default": "the peer: eight columns of items with history; no deliveries, no loads, nothing looked up",
    "bulk": "the peer: eight columns of items; no history, no deliveries, no loads, nothing looked up",
}
START = "import django; django.setup(); from tests.benchmarks.importing_runs import main; "


def main():
    wanted = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        _compare(Path(folder), wanted.rows, wanted.rounds, OURS if wanted.alone else OURS + PEERS)
        if wanted.big:
            _compare(Path(folder), wanted.big, 1, OURS)


def _compare(folder, rows, rounds, candidates):
    file = folder / f"{rows}.xlsx"
    told = _run("prepare", file, folder / "county.sqlite3")
    print(f"\n{rows} rows × {told['columns']} columns, {told['size'] / 1e6:.1f} MB")
    print("stored as it must be:", _run_on(folder, "check", file))
    if "same job" in candidates:
        print("items and deliveries equal to the peer's:", _run_on(folder, "check peer", file))
    found = {name: [] for name in candidates}
    for _round in range(rounds):
        for name in candidates:
            found[name].append(_run_on(folder, name, file))
    print("load of the machine:", *(f"{load:.1f}" for load in os.getloadavg()))
    for name, runs in found.items():
        _print(name, runs, found["store"], rows)


def _print(name, runs, ours, rows):
    seconds = [run["seconds"] for run in runs]
    ratio, work_ratio = (
        median(run[what] / own[what] for run, own in zip(runs, ours, strict=True)) for what in ("seconds", "work")
    )
    print(
        f"{name:8} n {len(runs)}  min {min(seconds):7.2f}  median {median(seconds):7.2f}  max {max(seconds):7.2f} s"
        f"  {rows / median(seconds):7.0f} rows/s  ratio to store {ratio:5.2f}"
        f"  processor {median(run['work'] for run in runs):7.2f} s, ratio {work_ratio:5.2f}"
        f"  growth {median(run['growth'] for run in runs):5.0f} MB  stored {runs[0]['stored']}"
        f"\n         {DOES[name]}"
    )


def _run_on(folder, run, file):
    """On a copy of the county's database."""
    shutil.copyfile(folder / "county.sqlite3", folder / "copy.sqlite3")
    told = _run(run, file, folder / "copy.sqlite3")
    for path in folder.glob("copy.sqlite3*"):
        path.unlink()
    return told


def _run(run, file, database):
    command = [sys.executable, "-c", f"{START}main({run!r}, {str(file)!r})"]
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{database}", "DJANGO_SETTINGS_MODULE": "config.settings"}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def _arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--big", type=int, default=0)
    parser.add_argument("--alone", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
