"""A clerk's first page: what is still owed, the month so far, and the way to log."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from tracker.models.posts import post_of
from tracker.permissions import Permission, UserRequest, requires
from tracker.queries.completeness import missing_of
from tracker.queries.efforts import spent_this_month
from tracker.queries.offsets import answers_owed
from tracker.queries.records import recently_logged
from tracker.queries.series import due_occurrences, series_rows
from tracker.queries.todo import months_so_far, owed, this_month


@require_GET
@requires(Permission.LOG)
def todo(request: UserRequest) -> HttpResponse:
    post = post_of(request.user)
    assert post is not None
    today = timezone.localdate()
    series = series_rows(post.office, today)
    months = months_so_far(post.office, today)
    context = {
        "office": post.office,
        "today": today,
        "owed": owed(post.office, today),
        "months": months,
        "earlier": [row for row in missing_of(post.office, today) if row.month < months[0].month],
        "gap": next((row for row in reversed(months[:-1]) if row.missing), None),
        "offers_nil": post.office.kind != post.office.Kind.REGION,
        "spent": spent_this_month(post.office, today),
        "this_month": this_month(post.office, today),
        "series": series,
        "due": due_occurrences(series),
        "recent": recently_logged(request.user),
        "answers_owed": answers_owed(request.user, today),
    }
    return render(request, "tracker/todo/page.html", context)
