"""A worker to be ended: `python -m tests.workbooks.ended prepare` fills an empty database with a list and asks for its
export, `… check` prints what is offered, `… later` lets a minute pass. Run by test_export_jobs with a DATABASE_URL.
"""

import json
import os
import sys
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db.models import F  # noqa: E402
from django.http import QueryDict  # noqa: E402
from django.utils import timezone  # noqa: E402
from django_tasks_db.models import DBTaskResult  # noqa: E402
from openpyxl import load_workbook  # noqa: E402

from tests.county import County, make_user  # noqa: E402
from tests.long_lists import plant_meetings  # noqa: E402
from tracker.actions.export_stages import QUIET  # noqa: E402
from tracker.forms.item_filters import ItemFilterForm  # noqa: E402
from tracker.models.exports import Export  # noqa: E402
from tracker.workbooks.export_files import folder, opened  # noqa: E402
from tracker.workbooks.export_jobs import leave_to_worker  # noqa: E402

ROWS = 12_000


def prepare():
    call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
    county = County()
    user = make_user("supervisor", county.county)
    plant_meetings(county, ROWS)
    form = ItemFilterForm(QueryDict(""), user=User.objects.get(pk=user.pk))
    form.wanted()
    leave_to_worker(form.user, form, ROWS)


def later():
    """The worker that was ended has been gone for a while."""
    Export.objects.update(beat=timezone.now() - 2 * QUIET)
    DBTaskResult.objects.filter(status="READY").update(run_after=F("run_after") - timedelta(minutes=2))


def check():
    export = Export.objects.get()
    offered = opened(export)
    rows = None if offered is None else load_workbook(offered, read_only=True).worksheets[0].max_row - 4
    names = sorted(path.suffix for path in folder().iterdir())
    print(json.dumps({"stage": export.stage, "done": export.done, "rows": rows, "files": names}))


if __name__ == "__main__":
    {"prepare": prepare, "later": later, "check": check}[sys.argv[1]]()
