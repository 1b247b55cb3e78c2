"""Keep an office's own template, put another file in its place, or give it up."""

from typing import Any

from django.contrib.auth.models import User

from tracker.models.offices import Office
from tracker.models.workbook_templates import WorkbookTemplate


def keep_template(
    office: Office, name: str, file_name: str, book: bytes, places: list[dict[str, Any]], *, by: User
) -> WorkbookTemplate:
    """A template of the same name of the same office gives way to this one."""
    told = {"file_name": file_name, "book": book, "places": places, "uploaded_by": by}
    kept, _is_new = WorkbookTemplate.objects.update_or_create(office=office, name=name, defaults=told)
    return kept


def give_up_template(template: WorkbookTemplate) -> None:
    template.delete()
