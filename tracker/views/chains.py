"""Transmission trees: one item's, the heaviest of an area, and the page that says what an item carries out."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tracker.actions.chains import set_parent
from tracker.charts.addresses import office_address
from tracker.charts.chains import SHOWN, chain_lines, level_lines, tree_frame, tree_lines
from tracker.forms.as_of import AsOfForm
from tracker.forms.asked_pk import asked_pk
from tracker.forms.chains import ParentSearchForm
from tracker.models.items import Item
from tracker.models.offices import Office
from tracker.permissions import Permission, UserRequest, may_change_item, requires
from tracker.queries.chains import chain_of, chains_of, sight_of, sight_within, visible_parent
from tracker.queries.records import visible_items
from tracker.queries.uppers import likely_uppers
from tracker.sentences.chains import chain_finding, chains_finding, times_text, unseen_words
from tracker.views.item_pages import item_to_change
from tracker.views.questions import asked_of, question_context
from tracker.views.years import office_of

UNPROCESSABLE = 422


@require_GET
@requires(Permission.VIEW)
def page(request: UserRequest, code: str, year: int) -> HttpResponse:
    """The heaviest chains of an area."""
    asked = asked_of(request, "chains", code, year)
    if isinstance(asked, HttpResponse):
        return asked
    chains = chains_of(asked.area, asked.span)
    context = question_context(request, "chains", asked) | {
        "finding": chains_finding(chains, asked.area.name, SHOWN),
        "lines": chain_lines(chains, asked.area, asked.span),
        "number": len(chains),
        "back": office_address(asked.area, asked.span),
    }
    return render(request, "tracker/chains/page.html", context)


@require_GET
@requires(Permission.VIEW)
def tree(request: UserRequest, pk: int) -> HttpResponse:
    """The whole tree that an item is part of, as the reader sees it, or as an area of theirs does on a day."""
    item: Item = get_object_or_404(visible_items(request.user), pk=pk)
    area, day = _narrowed(request)
    chain = chain_of(item, sight_within(area, day) if area else sight_of(request.user))
    if chain is None:
        raise Http404
    context = {
        "item": item,
        "chain": chain,
        "scope": area,
        "until": day if area else None,
        "times": times_text(chain.factor),
        "may_tie": not item.is_withdrawn and may_change_item(request.user, item),
        "finding": chain_finding(chain),
        "above": unseen_words(chain.above) if chain.above else "",
        "lines": tree_lines(chain, item),
        "levels": level_lines(chain),
        "frame": tree_frame(chain) if len(chain.rows) > 1 else None,
    }
    return render(request, "tracker/chains/tree.html", context)


def _narrowed(request: UserRequest) -> tuple[Office | None, date | None]:
    """?office= and ?as_of=, with which a list opens the tree that it counted. Raises Http404 out of scope."""
    code = request.GET.get("office", "")
    day = AsOfForm(request.GET, year=timezone.localdate().year).asked
    return (office_of(request.user, code), day) if code else (None, None)


@require_http_methods(["GET", "POST"])
@requires(Permission.VIEW)
def parent(request: UserRequest, pk: int) -> HttpResponse:
    """Choose, change or take away what an item carries out. ?to= names the parent that an undo goes back to."""
    item = item_to_change(request, pk)
    if item.is_withdrawn:
        messages.warning(request, _("这一条已撤回。要对应上级来文，请先恢复。"))
        return redirect("item", pk)
    if request.method == "POST":
        return _tie(request, item)
    return _parent_page(request, item)


def _tie(request: UserRequest, item: Item) -> HttpResponse:
    before = visible_parent(item, request.user)
    chosen = request.GET.get("to") or request.POST.get("parent", "")
    if not chosen:
        return _parent_page(request, item, problem=_("请先选一件上级来文。"))
    upper = get_object_or_404(visible_items(request.user), pk=asked_pk(chosen)) if chosen != "none" else None
    try:
        set_parent(item, upper, by=request.user)
    except ValidationError as error:
        return _parent_page(request, item, problem=" ".join(error.messages))
    undo = f"{reverse('item_parent', args=[item.pk])}?to={before.pk if before else 'none'}"
    done = _("已对应到：%(title)s。") % {"title": upper.title} if upper else _("已解除对应。")
    messages.success(request, done, extra_tags=undo)
    return redirect("item", item.pk)


def _parent_page(request: UserRequest, item: Item, problem: str = "") -> HttpResponse:
    form = ParentSearchForm(request.GET)
    if not form.is_valid():  # what bears a mark of secrecy is not shown again
        problem, form = " ".join(str(error) for error in form.errors["q"]), ParentSearchForm({})
    context = {
        "item": item,
        "form": form,
        "problem": problem,
        "parent": visible_parent(item, request.user),
        "offered": likely_uppers(item, request.user, form.text),
    }
    return render(request, "tracker/chains/parent.html", context, status=UNPROCESSABLE if problem else 200)
