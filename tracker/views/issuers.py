"""An issuer's own page: how much of its quota is left, and what it caused to whom."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tracker.charts.addresses import items_address
from tracker.charts.month_charts import sent_months
from tracker.charts.period_targets import beside_promises
from tracker.charts.quotas import quotas
from tracker.models.baselines import Side
from tracker.models.counting_rules import CountingRule
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.periods import year_span, year_to_date
from tracker.permissions import Permission, UserRequest, may, may_answer, requires
from tracker.queries.completeness import missing_months
from tracker.queries.explanations import owed_by
from tracker.queries.items import ItemFilter, latest_items
from tracker.queries.landings import sent_by_month
from tracker.queries.period_targets import beside_rows
from tracker.queries.plans import progress_of
from tracker.queries.recipients import recipients_of
from tracker.queries.standings import standings
from tracker.rules.counting import rules_within
from tracker.sentences.findings import beside_sentence, recipients_finding, sent_sentence, standing_sentence
from tracker.sentences.quotas import progress_words
from tracker.sentences.words import period_words
from tracker.views.replays import asked_version, replay
from tracker.views.years import as_of_form, office_of, other_year

LATEST = 10


@require_GET
@requires(Permission.VIEW)
def page(request: UserRequest, code: str, year: int) -> HttpResponse:
    issuer = office_of(request.user, code)
    form, under = as_of_form(request, year), asked_version(request)
    elsewhere = other_year(form, "issuer", issuer, under)
    if elsewhere:
        return elsewhere
    span = year_to_date(year, form.day)
    wanted = ItemFilter(issuer=issuer, first=span.first, last=span.last, under=under)
    context = replay(request, under) | {
        "form": form,
        "latest": latest_items(request.user, wanted, LATEST),
        "latest_address": items_address(span, issuer=issuer, under=under),
        "may_log": may(request.user, Permission.LOG),
        "may_price": may(request.user, Permission.PRICE),
        "may_report": may_answer(request.user, issuer),
    }
    return render(request, "tracker/issuers/issuer.html", context | _figures(issuer, year, form.day, under))


def _figures(issuer: Office, year: int, as_of: date, under: CountingRule | None) -> dict[str, Any]:
    span = year_to_date(year, as_of)
    now, before = sent_by_month(issuer, span, under), sent_by_month(issuer, year_span(year - 1), under)
    by_kind = standings([issuer], year, as_of, Side.SENT, under=under)
    rows = [by_kind[issuer.pk, kind] for kind in Kind.values]
    recipients = recipients_of(issuer, span)
    progress = progress_of(issuer, year)
    beside = [] if under else beside_rows([issuer], year, as_of, Side.SENT)
    return {
        "suspicions": [finding for row in rows for finding in row.findings],
        "progress": progress_words(progress) if progress else "",
        "issuer": issuer,
        "rules": [under] if under else rules_within(span),
        "span": span,
        "year": year,
        "years": sorted({year, span.last.year - 1} if before else {year}, reverse=True),
        "period": period_words(span),
        "kinds": Kind,
        "is_empty": not now,
        "explanations": owed_by(issuer, year, span.last),
        "verdict": standing_sentence(rows),
        "verdict_more": sent_sentence(rows),
        "beside": beside_promises(beside),
        "beside_verdict": beside_sentence(beside),
        "quotas": quotas(rows, issuer, span, under),
        "months": sent_months(issuer, rows, span, now, before, under),
        "recipients": recipients,
        "recipients_finding": recipients_finding(recipients),
        "minutes": sum(row.landed.full_minutes for row in rows),
        "missing": missing_months({row.kind: row.gap for row in rows}) if issuer.reports_sending else [],
    }
