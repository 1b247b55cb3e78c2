"""What a person reads after saving: the cost, the verdict of the counting rule, and the way back."""

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from tracker.figures import count_text, hours_text
from tracker.models.kinds import Kind
from tracker.queries.facts import grounds
from tracker.queries.records import Receipt


def tell_logged(request: HttpRequest, receipt: Receipt) -> None:
    """Say what was saved, with a button that takes it back."""
    undo = reverse("item_withdraw", args=[receipt.item.pk]) + "?undo=1"
    messages.success(request, saved_text(receipt), extra_tags=undo)


def saved_text(receipt: Receipt) -> str:
    parts = {"cost": _cost(receipt), "verdict": verdict_text(receipt), "full": _full(receipt)}
    return _("已保存：%(cost)s%(verdict)s%(full)s") % parts


def verdict_text(receipt: Receipt) -> str:
    """Whether the item counts officially, and by which clause, as one sentence."""
    reason = {"reason": grounds(receipt.item)}
    if receipt.item.official:
        return _("计入统计口径：%(reason)s。") % reason
    return _("不计入统计口径：%(reason)s。") % reason


def _cost(receipt: Receipt) -> str:
    hours = hours_text(receipt.minutes)
    if receipt.landings == 1:
        return _("本条约 %(hours)s 人时；") % {"hours": hours}
    offices = count_text(receipt.landings)
    return _("送达 %(offices)s 个单位，合计约 %(hours)s 人时；") % {"offices": offices, "hours": hours}


def _full(receipt: Receipt) -> str:
    count = {"count": count_text(receipt.counts)}
    if receipt.item.kind == Kind.DOCUMENT:
        return _("全口径计 %(count)s 件。") % count
    return _("全口径计 %(count)s 次。") % count
