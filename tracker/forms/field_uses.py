"""Where each optional field of the logging forms is used (字段瘦身). What nobody uses is a burden.

What the code uses is declared in USES and held by tests/forms/test_field_uses.py, which reads the modules themselves.
What the official count uses is read from the clauses in force.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from tracker.forms.deliveries import PEOPLE_LABELS, LandingForm
from tracker.forms.documents import DocumentForm
from tracker.forms.inspections import InspectionForm
from tracker.forms.items import ItemForm
from tracker.forms.meetings import MeetingForm
from tracker.measures.reduction import share
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.queries.field_shares import Filled, delivery_shares, fields_of_the_rule, item_shares


class Use(StrEnum):
    RULE = "rule"
    HOURS = "hours"
    ALIKE = "alike"
    DUE = "due"
    EXPORT = "export"
    PLAN = "plan"


WORDS = {
    Use.RULE: _("统计口径"),
    Use.HOURS: _("工时"),
    Use.ALIKE: _("查重"),
    Use.DUE: _("待办提醒"),
    Use.EXPORT: _("导出"),
    Use.PLAN: _("计划"),
}
ASKS = frozenset({"asks_report", "asks_form", "asks_trace"})
TIMES = frozenset({"people", "minutes", "travel_minutes", "preparation_minutes"})
USES: dict[Use, frozenset[str]] = {
    Use.RULE: frozenset({"official_override", "official_reason", "topics"}),
    Use.HOURS: TIMES | ASKS | {"characters"},
    Use.ALIKE: frozenset({"document_number", "starts_at"}),
    Use.DUE: ASKS | {"deadline"},
    Use.EXPORT: ASKS | {
        "approval_number", "channel", "characters", "deadline", "document_number", "genre", "meeting_category",
        "minutes", "required_rank", "starts_at",
    },
    Use.PLAN: frozenset({"admission_number", "without_admission"}),
}  # fmt: skip
_FORMS: tuple[type[ItemForm], ...] = (MeetingForm, DocumentForm, InspectionForm)


@dataclass(frozen=True, slots=True)
class FieldRow:
    """An optional field of one kind's form. uses: in words, none where it is a candidate for removal."""

    kind: str
    name: str
    label: str
    filled: Filled
    uses: tuple[str, ...]

    @property
    def kind_label(self) -> str:
        return str(Kind(self.kind).label)

    @property
    def share(self) -> Decimal | None:
        return share(self.filled.filled, self.filled.records)


def field_rows(area: Office, today: date) -> list[FieldRow]:
    """Every optional field: what nobody uses first, then what is filled in least."""
    items, landings = _item_fields(), _landing_fields()
    rule = fields_of_the_rule(today)
    shares = item_shares(area, today, items)
    landed = delivery_shares(area, today, landings)
    rows = [_row(kind, name, shares[kind, name], rule) for kind, names in items.items() for name in names]
    rows += [_row(kind, name, landed[kind, name], rule) for kind, names in landings.items() for name in names]
    return sorted(rows, key=lambda row: (bool(row.uses), row.share or 0))


def uses_of(kind: str, name: str, rule: dict[str, set[str]]) -> set[Use]:
    """rule: kind to the fields that the clauses in force ask about."""
    by_code = {use for use, names in USES.items() if name in names}
    return by_code | ({Use.RULE} if name in rule.get(kind, set()) else set())


def _row(kind: str, name: str, filled: Filled, rule: dict[str, set[str]]) -> FieldRow:
    uses = uses_of(kind, name, rule)
    return FieldRow(kind, name, _label(kind, name), filled, tuple(str(WORDS[use]) for use in Use if use in uses))


def _item_fields() -> dict[str, list[str]]:
    return {
        str(form.kind): [
            name for name, field in form.base_fields.items() if not field.required and name not in form.must_choose
        ]
        for form in _FORMS
    }


def _landing_fields() -> dict[str, list[str]]:
    """As the logging page shows them: a meeting and a visit tell their length once, a document takes no road."""
    without = {Kind.DOCUMENT: "travel_minutes"}
    return {
        str(kind): [name for name in LandingForm.Meta.fields if name != without.get(kind, "minutes")] for kind in Kind
    }


def _label(kind: str, name: str) -> str:
    form = next(form for form in _FORMS if form.kind == kind)
    if name == "people":
        return str(PEOPLE_LABELS[Kind(kind)])
    return str((form.base_fields.get(name) or LandingForm.base_fields[name]).label)
