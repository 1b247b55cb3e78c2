"""Every public workbook, text table and calendar through the importer: what it took, and what came of it.

    python -m tests.real_data.corpus [--json]     seconds, megabytes and the result or the sentence of each file

Each file is read in a process of its own, as a dry run into an empty ledger, so that its memory can be measured.
"""

import json
import os
import resource
import signal
import sys
import tempfile
import time
from importlib import import_module

import django
from django.core.management import call_command
from django.db import connections

LONGEST, LARGEST = 25, 512  # seconds, megabytes
FOLDERS = (("xlsx_corpus", "*.xlsx"), ("xlsx_corpus/csv", "*.csv"), ("ics", "*.ics"))


def files(folder):
    return [path for part, pattern in FOLDERS for path in sorted((folder / part).glob(pattern))]


def measured(path, read):
    """Seconds, megabytes of this process and of the largest one it started, and what `read` returned or raised."""
    receiver, sender = os.pipe()
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        os.close(receiver)
        _report(sender, path, read)
    os.close(sender)
    with os.fdopen(receiver, "rb") as pipe:
        told = json.loads(pipe.read() or b"{}")
    _pid, status = os.waitpid(child, 0)
    result = told.get("result") or f"CRASH: ended with status {status}"
    return {
        "file": path.name,
        "seconds": round(time.monotonic() - began, 2),
        "megabytes": told.get("megabytes", [0, 0]),
        "result": result,
    }


def _report(sender, path, read):
    """In the child: it ends here, whatever happens. An alarm ends what never would."""
    signal.alarm(2 * LONGEST)
    try:
        result = read(path)
    except Exception as error:  # noqa: BLE001  # what may not happen is what is looked for
        result = f"CRASH: {type(error).__name__}: {error}"
    usage = [resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    os.write(sender, json.dumps({"result": result, "megabytes": usage}).encode())
    os._exit(0)


def ledger_reader():
    """A function from a file to what the importer says of it: the counts of its rows, or one sentence."""
    # The settings decide which database is used, and must know it before anything of the ledger is imported.
    os.environ["DATABASE_URL"] = f"sqlite:///{tempfile.mkdtemp()}/corpus.sqlite3"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("loaddata", "norms", "counting_rules", verbosity=0)
    ledgers, problems = import_module("tracker.imports.ledgers"), import_module("tracker.imports.problems")
    office = import_module("tests.county").County().town
    connections.close_all()

    def read(path):
        try:
            report = ledgers.import_ledger(ledgers.LedgerFile(path.name, path.read_bytes()), office, dry_run=True)
        except problems.ImportFileError as error:
            return str(error)
        return ", ".join(f"{name} {number}" for name, number in report.counts().items())

    return read


def main():
    read = ledger_reader()
    folder = import_module("tests.real_data.sources").DATA
    for path in files(folder):
        line = measured(path, read)
        if "--json" in sys.argv:
            print(json.dumps(line, ensure_ascii=False), flush=True)
        else:
            print(f"{line['seconds']:6.2f} s {max(line['megabytes']):4} MB  {line['file'][:60]:60}  {line['result']}")


if __name__ == "__main__":
    main()
