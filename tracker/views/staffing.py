"""Staff: how many people each office has, told by its head or by the supervisor."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tracker.actions.staffing import record_staff
from tracker.figures import count_text
from tracker.forms.staffing import PastedStaffForm, StaffingForm
from tracker.models.offices import Office
from tracker.models.staffing import Staffing
from tracker.permissions import Permission, UserRequest, ensure, may, requires
from tracker.queries.staffing import spells_of, staff_rows, staffed_offices
from tracker.views.promises import UNPROCESSABLE, promise_page
from tracker.views.years import office_of


@require_http_methods(["GET", "POST"])
@requires(Permission.VIEW)
def page(request: UserRequest) -> HttpResponse:
    """The list; and, sent to it, two columns pasted from a sheet."""
    today = timezone.localdate()
    usual = {"start": date(today.year, 1, 1)}
    offices = staffed_offices(request.user, today)
    form = PastedStaffForm(initial=usual, offices=offices)
    if request.method == "POST":
        ensure(request.user, Permission.SET_STAFF)
        form = PastedStaffForm(request.POST, offices=offices)
        if form.is_valid():
            number = record_staff(form.rows, by=request.user)
            messages.success(request, _("已保存 %(number)s 个单位的在岗人数。") % {"number": count_text(number)})
            return redirect("staffing")
    is_classified, status = form.is_classified, UNPROCESSABLE if form.errors else 200
    rows = staff_rows(request.user, today)
    context = {
        "rows": rows,
        "missing": [row for row in rows if row.current is None],
        "today": today,
        "may_set": may(request.user, Permission.SET_STAFF),
        "form": PastedStaffForm(initial=usual, offices=offices) if is_classified else form,
        "is_classified": is_classified,
    }
    return render(request, "tracker/staffing/list.html", context, status=status)


@require_http_methods(["GET", "POST"])
@requires(Permission.VIEW)
def office(request: UserRequest, code: str) -> HttpResponse:
    """What is told of one office, and the form for more."""
    place = office_of(request.user, code)
    if place.kind == Office.Kind.REGION:
        raise Http404
    form = StaffingForm(initial={"valid_from": date(timezone.localdate().year, 1, 1)})
    if request.method == "POST":
        ensure(request.user, Permission.SET_STAFF)
        form = StaffingForm(request.POST, instance=Staffing(office=place))
        if form.is_valid():
            row = form.save(commit=False)
            record_staff([row], by=request.user)
            told = {"office": place, "day": row.valid_from.isoformat(), "people": count_text(row.people)}
            messages.success(request, _("已保存：%(office)s自 %(day)s 起 %(people)s 人。") % told)
            return redirect("staffing")
    return _office_page(request, place, form)


def _office_page(request: UserRequest, place: Office, form: StaffingForm) -> HttpResponse:
    told = {"place": place, "spells": spells_of(place), "may_set": may(request.user, Permission.SET_STAFF)}
    return promise_page(request, "tracker/staffing/office.html", form, StaffingForm, **told)
