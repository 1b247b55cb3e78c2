"""What the worker does: `manage.py db_worker`. The arguments are ids only; nothing of a file stands in the queue."""

from uuid import UUID

from django_tasks import task

from tracker.imports.uploads.steps import read_upload, store_upload


@task()
def read_in_background(pk: str) -> None:
    read_upload(UUID(pk))


@task()
def store_in_background(pk: str) -> None:
    store_upload(UUID(pk))
