"""The supervisor's workbook to take away."""

from datetime import date

from django.core.exceptions import BadRequest
from django.http import FileResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from tracker.permissions import Permission, UserRequest, requires
from tracker.views.replays import asked_version
from tracker.views.years import as_of_form, office_of
from tracker.workbooks.export import registered_export
from tracker.workbooks.files import hand_over


@require_GET
@requires(Permission.EXPORT)
@never_cache
def workbook(request: UserRequest, code: str, year: int) -> FileResponse:
    """The same area, year, day and version of the counting rule as the page it is taken from."""
    area = office_of(request.user, code)
    content, entry = registered_export(request.user, area, year, _day(request, year), asked_version(request))
    return hand_over(content, entry.file_name)


def _day(request: UserRequest, year: int) -> date:
    """Raises BadRequest for a day that does not exist, lies ahead or belongs to another year.

    A page can say so beside its figures; a file that was taken away cannot.
    """
    form = as_of_form(request, year)
    if not form.is_valid() or (form.asked is not None and form.asked.year != year):
        raise BadRequest(f"Not a day of {year}.")
    return form.day
