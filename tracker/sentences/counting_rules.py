"""Clauses of the counting rule in words a person reads: what a clause asks of an item, and what it decides."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.models.counting_rules import CountingClause, CountingRule
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.rules.counting import HAS_NUMBER, IN_EMERGENCY

FIELDS: dict[str, tuple[str, ...]] = {
    Kind.MEETING: (
        IN_EMERGENCY, "meeting_name", "meeting_category", "meeting_form", "required_rank", "comprehensive", "channel",
        "asks_report", "asks_form", "asks_trace", "emergency",
    ),
    Kind.DOCUMENT: (
        IN_EMERGENCY, "document_format", "genre", HAS_NUMBER, "channel", "required_rank", "asks_report", "asks_form",
        "asks_trace", "emergency",
    ),
    Kind.INSPECTION: (
        IN_EMERGENCY, "plan_status", "law_enforcement", "inspection_type", "comprehensive", "channel",
        "required_rank", "asks_report", "asks_form", "asks_trace", "emergency",
    ),
}  # fmt: skip
LABELS = {
    IN_EMERGENCY: gettext_lazy("应急响应"),
    HAS_NUMBER: gettext_lazy("文号"),
    "required_rank": gettext_lazy("参会要求"),
}
YES_NO = {
    IN_EMERGENCY: (gettext_lazy("应急类，且应急响应正在进行"), gettext_lazy("不在应急响应期间，或不是应急类")),
    HAS_NUMBER: (gettext_lazy("有文号"), gettext_lazy("没有文号")),
    "emergency": (gettext_lazy("勾选了“应急类”"), gettext_lazy("没有勾选“应急类”")),
    "law_enforcement": (gettext_lazy("是行政执法检查"), gettext_lazy("不是行政执法检查")),
    "comprehensive": (gettext_lazy("是综合性的"), gettext_lazy("不是综合性的")),
    "asks_report": (gettext_lazy("要求报送情况"), gettext_lazy("不要求报送情况")),
    "asks_form": (gettext_lazy("要求填表"), gettext_lazy("不要求填表")),
    "asks_trace": (gettext_lazy("要求留痕照片"), gettext_lazy("不要求留痕照片")),
}


def field_label(field: str) -> str:
    return str(LABELS[field] if field in LABELS else Item._meta.get_field(field).verbose_name)  # type: ignore[union-attr]


def field_choices(field: str) -> list[tuple[Any, str]]:
    """The values a condition may allow, each with its words: True and False, or the choices of the field."""
    if field in YES_NO:
        holds, fails = YES_NO[field]
        return [(True, str(holds)), (False, str(fails))]
    return [(value, str(label)) for value, label in Item._meta.get_field(field).choices]  # type: ignore[union-attr]


def condition_words(clause: CountingClause) -> str:
    """文件形式为红头文件或明传电报，且有文号; 其余的 where nothing is asked.

    In the order of the form: PostgreSQL keeps the keys of JSON in an order of its own.
    """
    if not clause.conditions:
        return _("其余的")
    places = {field: place for place, field in enumerate(FIELDS[clause.kind])}
    asked = sorted(clause.conditions.items(), key=lambda one: places.get(one[0], len(places)))
    return _("，且").join(_asked(field, allowed) for field, allowed in asked)


def clause_words(clause: CountingClause) -> str:
    """会议：会议名义为党委、政府名义的，计入."""
    decision = _("计入") if clause.counts else _("不计入")
    told = {"kind": Kind(clause.kind).label, "condition": condition_words(clause), "decision": decision}
    return _("%(kind)s：%(condition)s，%(decision)s") % told


def changes_between(before: CountingRule | None, after: CountingRule) -> list[str]:
    """What a version says otherwise than another, a sentence each; empty when nothing, or when there is no other."""
    if before is None:
        return []
    changes = []
    for kind in Kind.values:
        old, new = (_clauses(rule, kind) for rule in (before, after))
        changes += [_("新增：%(clause)s") % {"clause": clause_words(clause)} for clause in _without(new, old)]
        changes += [_("去掉：%(clause)s") % {"clause": clause_words(clause)} for clause in _without(old, new)]
        if _is_reordered(old, new):
            changes.append(_("%(kind)s：条款的先后有调整") % {"kind": Kind(kind).label})
    return changes


def redecided_words(came_in: int, went_out: int) -> str:
    """What an adoption or a response has changed: 2 项改为计入，5 项改为不计入."""
    if not came_in and not went_out:
        return _("已登记的事项没有变化")
    told = []
    if came_in:
        told.append(ngettext("%(number)s 项改为计入", "%(number)s 项改为计入", came_in) % {"number": came_in})
    if went_out:
        told.append(ngettext("%(number)s 项改为不计入", "%(number)s 项改为不计入", went_out) % {"number": went_out})
    return _("，").join(told)


def _asked(field: str, allowed: Sequence[Any]) -> str:
    words = _("或").join(label for value, label in field_choices(field) if value in allowed)
    if field in YES_NO:
        return words
    return _("%(field)s为%(values)s") % {"field": field_label(field), "values": words}


def _clauses(rule: CountingRule, kind: str) -> list[CountingClause]:
    return [clause for clause in rule.clauses.order_by("position") if clause.kind == kind]


def _decision(clause: CountingClause) -> tuple[str, bool]:
    return condition_words(clause), clause.counts


def _without(clauses: Iterable[CountingClause], others: Iterable[CountingClause]) -> list[CountingClause]:
    known = {_decision(clause) for clause in others}
    return [clause for clause in clauses if _decision(clause) not in known]


def _is_reordered(old: list[CountingClause], new: list[CountingClause]) -> bool:
    was, now = [_decision(clause) for clause in old], [_decision(clause) for clause in new]
    return [each for each in was if each in now] != [each for each in now if each in was]
