"""What the ledger itself costs (本系统自身负担), and what a saved form adds to it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from tracker.actions.efforts import note_effort
from tracker.forms.efforts import taken
from tracker.forms.field_uses import field_rows
from tracker.models.efforts import Effort
from tracker.models.items import Item
from tracker.models.posts import post_of
from tracker.permissions import Permission, UserRequest, requires
from tracker.queries.efforts import own_burden
from tracker.sentences.efforts import burden_sentence, saved_sentence
from tracker.views.years import office_of

PASTED = (Item.Source.PASTE, Item.Source.PAPER)


@require_GET
@requires(Permission.VIEW)
def efforts(request: UserRequest, code: str) -> HttpResponse:
    area = office_of(request.user, code)
    today = timezone.localdate()
    burden = own_burden(area, today)
    context = {
        "burden": burden,
        "today": today,
        "verdict": burden_sentence(burden),
        "verdict_more": [saved_sentence(burden)],
        "fields": field_rows(area, today),
    }
    return render(request, "tracker/efforts/page.html", context)


def note_saved(request: UserRequest, item: Item) -> None:
    """Add what this form took to the cell of the user's office; nothing when it does not say when it was opened."""
    post, cost = post_of(request.user), taken(request.POST.dict())
    if post is not None and cost is not None:
        way = Effort.Way.PASTE if item.source in PASTED else Effort.Way.FORM
        note_effort(post.office, way, 1, cost.seconds, cost.steps)
