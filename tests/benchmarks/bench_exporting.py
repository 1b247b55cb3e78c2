"""A list of any length written as a styled workbook, against XlsxWriter (constant_memory) and openpyxl (write_only).

    .venv/bin/python -m tests.benchmarks.bench_exporting [--rows 100000] [--rounds 3] [--queryset 20000] [--check]

Every measurement is a process of its own, and the candidates take turns, so that a busy machine is busy for all. All
write the same 14 columns with the same looks (borders, fonts, grey rows, types), and are handed values that were made
once; ours reckons the height of every row besides. First what was written is read back by openpyxl and by calamine and
compared with the rows, cell by cell (--check: nothing else). Prints seconds (least, median, most), seconds of the
processor, the medians of the ratios to ours within a round, the growth of memory above the rows, and the file's size.
--queryset: the same from the database, by the stream of plain values that the lists are made from.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

CANDIDATES = ("stream", "xlsxwriter", "openpyxl")
START = "import django; django.setup(); from tests.benchmarks.exporting_runs import main; "


def main():
    wanted = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/ledger.sqlite3"
        print("read back equal:", _run("check", wanted.check_rows, folder))
        if wanted.check:
            return
        _compare(folder, "rows in memory", "", wanted.rows, wanted.rounds)
        if wanted.queryset:
            _run("plant", wanted.queryset, folder)
            _compare(folder, "from the database", "queryset ", wanted.queryset, wanted.rounds)


def _compare(folder, words, source, rows, rounds):
    found = {name: [] for name in CANDIDATES}
    for _round in range(rounds):
        for name in CANDIDATES:
            found[name].append(_run(source + name, rows, folder))
    print(f"\n{rows:,} rows × 14 columns, {words}; load of the machine {os.getloadavg()[0]:.1f}")
    print(
        "| writer | n | least s | median s | most s | rows/s | × ours | processor s | × ours | over the rows | file |"
    )
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, runs in found.items():
        print(_line(name, runs, found["stream"], rows))


def _line(name, runs, ours, rows):
    seconds = [run["seconds"] for run in runs]
    ratio, work_ratio = (
        median(run[what] / own[what] for run, own in zip(runs, ours, strict=True)) for what in ("seconds", "work")
    )
    work, growth, size = (median(run[what] for run in runs) for what in ("work", "growth", "size"))
    return (
        f"| {name} | {len(runs)} | {min(seconds):.2f} | {median(seconds):.2f} | {max(seconds):.2f}"
        f" | {rows / median(seconds):,.0f} | {ratio:.1f} | {work:.2f} | {work_ratio:.1f}"
        f" | {growth:.0f} MB | {size / 1e6:.1f} MB |"
    )


def _run(run, rows, folder):
    command = [sys.executable, "-c", f"{START}main({run!r}, {rows}, {str(Path(folder) / 'out.xlsx')!r})"]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"}
    return json.loads(subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True).stdout)


def _arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--queryset", type=int, default=0)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--check-rows", type=int, default=20_000)
    return parser.parse_args()


if __name__ == "__main__":
    main()
