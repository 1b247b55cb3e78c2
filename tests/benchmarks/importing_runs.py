"""What bench_importing runs, each in a process of its own: make the files, check what is stored, measure one import."""

import json
import os
import sys
import time
from pathlib import Path
from random import Random

from django.core.management import call_command
from django.db import connection, transaction

from tests.benchmarks.import_export_peer import import_file, resource
from tests.benchmarks.import_export_same_job import same_job
from tests.benchmarks.ledger_files import HEADINGS, ledger, plant_county, write_ledger
from tracker.actions.loads import differences
from tracker.imports.ledgers import LedgerFile, import_ledger
from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.models.offices import Office

SAMPLE = 300


def main(run, file):
    json.dump(RUNS[run](Path(file)), sys.stdout)


def _prepare(file):
    """The county, once, and the file."""
    if not Path(os.environ["DATABASE_URL"].removeprefix("sqlite:///")).exists():
        call_command("migrate", verbosity=0)
        call_command("loaddata", "norms", "counting_rules", verbosity=0)
        plant_county()
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    write_ledger(ledger(int(file.stem)), file)
    return {"size": file.stat().st_size, "columns": len(HEADINGS)}


def _check(file):
    """Stores the file and compares everything it must have become."""
    told = ledger(int(file.stem))
    report = _import(file)
    counts = {name: count for name, count in report.counts().items() if count and name != "read"}
    assert counts == dict(told.outcomes), (counts, told.outcomes)
    assert Item.objects.count() == Delivery.objects.count() == told.outcomes["new"]
    assert Item.history.count() == Delivery.history.count() == told.outcomes["new"]
    assert next(differences(), None) is None
    for record in Random(1).sample(told.records, min(SAMPLE, len(told.records))):
        _check_record(record)
    again = _import(file).counts()
    assert again["new"] == again["updated"] == 0, again
    return counts


def _check_record(record):
    delivery = Delivery.objects.select_related("item__issuer").get(item__title=record["title"])
    item = delivery.item
    assert (item.day, item.issuer.name) == (record["day"], record["issuer"]), record
    assert item.document_number == record.get("number", ""), record
    assert item.deadline == record.get("deadline"), record
    assert item.minutes == record.get("minutes"), record
    assert delivery.people == record.get("people"), record
    assert record.get("channel", item.channel) == item.channel, record


def _check_peer(file):
    """The peer that does the same job stores the same items and deliveries, field by field, and none of them twice."""
    with transaction.atomic():
        new = _same_job(file)
        theirs = _stored()
        assert _same_job(file) == 0
        transaction.set_rollback(True)
    assert _import(file).counts()["new"] == new
    ours = _stored()
    assert ours == theirs, next(pair for pair in zip(ours, theirs, strict=True) if pair[0] != pair[1])
    return len(ours)


def _stored():
    """Every item with its delivery and how many lines of history each has, without keys and moments."""
    items = {"id", "batch", "logged_at"}
    names = [field.name for field in Item._meta.concrete_fields if field.name not in items]
    landed = {"id", "item"}
    names += [f"deliveries__{field.name}" for field in Delivery._meta.concrete_fields if field.name not in landed]
    assert Item.history.count() == Item.objects.count() == Delivery.history.count()
    return list(Item.objects.order_by("fingerprint").values(*names))


def _ours(file, **options):
    return _measured(lambda: _import(file, **options).counts()["new"])


def _import(file, **options):
    home = Office.objects.get(code="T0")
    return import_ledger(LedgerFile(file.name, file.read_bytes()), home, valid_rows=True, **options)


def _measured(act):
    Office.objects.count()  # connects
    before, start, worked = _memory("VmRSS"), time.perf_counter(), _work()
    stored = act()
    seconds, work = time.perf_counter() - start, _work() - worked
    return {"seconds": seconds, "work": work, "growth": _memory("VmHWM") - before, "stored": stored}


def _work():
    """Seconds of the processor spent by this process and by those it has waited for."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def _memory(name):
    """Megabytes of this process, from /proc."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith(name))
    return int(line.split()[1]) / 1024


def _same_job(file):
    return import_file(file.read_bytes(), same_job(file.name))


def _peer(bulk):
    return lambda file: _measured(lambda: import_file(file.read_bytes(), resource(bulk)))


RUNS = {
    "prepare": _prepare,
    "check": _check,
    "check peer": _check_peer,
    "dry": lambda file: _ours(file, dry_run=True),
    "store": _ours,
    "same job": lambda file: _measured(lambda: _same_job(file)),
    "default": _peer(bulk=False),
    "bulk": _peer(bulk=True),
}
