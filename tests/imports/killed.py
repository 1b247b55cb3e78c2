"""A worker to be killed: `python -m tests.imports.killed prepare` fills an empty database with an upload that is
STORING, `… work` stores what waits, `… check` prints what is in the ledger. Run by test_steps with a DATABASE_URL."""

import json
import os
import sys
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402
from django_tasks_db.models import DBTaskResult  # noqa: E402

from tests.county import County, make_user  # noqa: E402
from tests.imports.dropped import GOOD, HEADINGS  # noqa: E402
from tests.imports.files import csv_bytes  # noqa: E402
from tracker.actions.loads import differences  # noqa: E402
from tracker.imports.uploads.steps import read_upload, store_upload  # noqa: E402
from tracker.imports.uploads.uploads import AT_ONCE, receive, resume, store  # noqa: E402
from tracker.models.batches import Batch  # noqa: E402
from tracker.models.deliveries import Delivery  # noqa: E402
from tracker.models.items import Item  # noqa: E402
from tracker.models.uploads import Upload  # noqa: E402

ROWS = AT_ONCE + 1


def prepare():
    call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
    call_command("loaddata", "norms", "counting_rules", verbosity=0, skip_checks=True)
    county = County()
    clerk = make_user("clerk", county.town)
    rows = [HEADINGS, *([*GOOD[:2], "", f"第{serial}份通知"] for serial in range(ROWS))]
    upload = receive("长.csv", csv_bytes(rows), county.town, clerk)
    read_upload(upload.pk)
    store(upload, clerk)


def work():
    store_upload(Upload.objects.values_list("pk", flat=True).get())


def check():
    Upload.objects.update(beat=timezone.now())
    print(
        json.dumps(
            {
                "stage": Upload.objects.get().stage,
                "batches": Batch.objects.count(),
                "items": Item.objects.count(),
                "deliveries": Delivery.objects.count(),
                "history": Item.history.count(),
                "differences": len(list(differences())),
                "resumed": resume(timezone.now() + timedelta(minutes=2)),
                "queued": DBTaskResult.objects.count(),
            }
        )
    )


if __name__ == "__main__":
    {"prepare": prepare, "work": work, "check": check}[sys.argv[1]]()
