"""The line above the buttons: what a record will cost and whether it will count, before it is saved."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tracker.actions.deliveries import Landing, new_delivery
from tracker.forms.entries import Entry, new_entry
from tracker.models.items import Item
from tracker.models.kinds import COUNTED_BY_LANDING, Kind
from tracker.permissions import Permission, UserRequest, requires
from tracker.queries.facts import grounds
from tracker.queries.norms import norms_on
from tracker.rules.counting import clauses_on, count_officially
from tracker.rules.time_costs import Parts, parts_of
from tracker.views.entries import UNPROCESSABLE


@dataclass(frozen=True, slots=True)
class Verdict:
    """minutes and sum are of one landing. unchosen: the field that must be chosen before it can be judged."""

    item: Item
    landings: int
    minutes: int
    sum: str
    unchosen: Any

    @property
    def total(self) -> int:
        return self.minutes * self.landings

    @property
    def count(self) -> int:
        """What it adds to the full count."""
        return self.landings if self.item.kind in COUNTED_BY_LANDING else min(self.landings, 1)

    @property
    def grounds(self) -> str:
        return grounds(self.item)


@require_POST
@requires(Permission.LOG)
def log_verdict(request: UserRequest) -> HttpResponse:
    """The line for what stands in the form now, as a piece of a page; 422 while there is nothing to judge."""
    kind = request.POST.get("kind", "")
    entry = new_entry(request.user, Kind(kind), request.POST) if kind in Kind.values else None
    verdict = verdict_on(entry) if entry is not None else None
    status = 200 if verdict else UNPROCESSABLE
    return render(request, "tracker/log/verdict.html", {"verdict": verdict}, status=status)


def verdict_on(entry: Entry) -> Verdict | None:
    """None for a screen without a title, and for one that bears a mark of secrecy.

    Whatever is still missing or wrong is told when it is saved; here the rest is reckoned with.
    """
    entry.is_valid()
    if entry.is_classified or not entry.facts.cleaned_data.get("title"):
        return None
    item, landings = entry.facts.instance, entry.landings()
    item.day = item.day or timezone.localdate()
    count_officially(item, clauses_on(item.day))
    minutes, parts = _price(item, landings[0]) if landings else (0, None)
    told = entry.facts.cleaned_data
    unchosen = next((entry.facts[name].label for name in entry.facts.must_choose if not told.get(name)), "")
    return Verdict(item, len(landings), minutes, _sum(parts, item.kind) if parts else "", unchosen)


def _price(item: Item, landing: Landing) -> tuple[int, Parts]:
    """What it costs one office. All landings of a new record cost the same: nobody told anything of them apart."""
    norms = norms_on(item.day)
    delivery = new_delivery(item, landing, norms, sent=False, received=True)
    return delivery.cost, parts_of(delivery, item, norms)


def _sum(parts: Parts, kind: str) -> str:
    """4 人 × 60 分钟 ＋ 准备 30 分钟."""
    told = [_("%(people)s 人 × %(minutes)s 分钟") % {"people": parts.people, "minutes": parts.minutes}]
    if parts.travel:
        told.append(_("%(people)s 人 × 路程 %(minutes)s 分钟") % {"people": parts.people, "minutes": parts.travel})
    if parts.preparation:
        prepared = _("办理 %(minutes)s 分钟") if kind == Kind.DOCUMENT else _("准备 %(minutes)s 分钟")
        told.append(prepared % {"minutes": parts.preparation})
    return " ＋ ".join(told)
