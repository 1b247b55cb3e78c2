"""How the year-end forecast is made, and how it would have done on the reader's own past years."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from tracker.charts.backtest import rivalries
from tracker.measures.backtest import TARGET
from tracker.models.posts import post_of
from tracker.permissions import Permission, UserRequest, requires
from tracker.queries.backtest import ledger_backtest
from tracker.sentences.backtest import backtest_finding
from tracker.tables.backtest import backtest_table


@require_GET
@requires(Permission.VIEW)
def page(request: UserRequest) -> HttpResponse:
    post = post_of(request.user)
    assert post is not None  # whoever may view has a post
    told = ledger_backtest(post.office, timezone.localdate())
    context = {
        "area": post.office,
        "told": told,
        "finding": backtest_finding(told),
        "table": backtest_table(told),
        "charts": rivalries(told.total),
        "line": round(-TARGET * 100),
    }
    return render(request, "tracker/backtest/page.html", context)
