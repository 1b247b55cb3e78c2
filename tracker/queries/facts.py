"""What is known of a record, field by field, as a reader sees it: label and text."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.figures import NOTHING, count_text
from tracker.models.items import Item
from tracker.models.kinds import Kind

SHARED = ("day", "starts_at", "minutes")
OF_KIND = {
    Kind.MEETING: ("meeting_form", "topics", "meeting_name", "meeting_category", "document_number"),
    Kind.DOCUMENT: ("document_number", "document_format", "genre", "issued_on", "characters"),
    Kind.INSPECTION: ("inspection_type", "plan_status", "approval_number", "law_enforcement"),
}
DEMANDS = ("required_rank", "asks_report", "asks_form", "asks_trace", "deadline", "channel", "emergency")
PLANNED = ("admission_number", "plan_line")


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class FieldDifference:
    label: str
    mine: str
    theirs: str


def differences(mine: Item, theirs: Item, names: Iterable[str]) -> list[FieldDifference]:
    """The fields in which two versions of an item differ, in words."""
    pairs = [(name, text_of(mine, name), text_of(theirs, name)) for name in names]
    return [FieldDifference(label_of(mine, name), own, other) for name, own, other in pairs if own != other]


def facts(item: Item) -> list[Fact]:
    """Everything that was told of an item, in the order of its form; what nobody told is left out."""
    told = [
        name
        for name in (*SHARED, *OF_KIND[Kind(item.kind)], *DEMANDS, *PLANNED)
        if getattr(item, name) not in (None, "", False)
    ]
    return [Fact(label_of(item, name), text_of(item, name)) for name in told]


def grounds(item: Item) -> str:
    """Why an item counts officially or not: the clause that decided, or the person's reason."""
    clause = item.official_clause
    told = item.official_override, item.official_reason, item.topics, item.meeting_form
    return grounds_in_words(None if clause is None else clause.wording, *told)


def grounds_in_words(
    wording: str | None, override: bool | None, reason: str, topics: int | None, meeting_form: str
) -> str:
    """The same from the wording of the clause, None where none decided, and what else it depends on."""
    if override is not None:
        return _("人工改判，%(reason)s") % {"reason": reason}
    if wording is None:
        return _("口径没有规定这一类")
    if topics and meeting_form == Item.MeetingForm.BUNDLED:
        return _("%(clause)s；主题 %(topics)s 个") % {"clause": wording, "topics": topics}
    return wording


def label_of(record: models.Model, name: str) -> str:
    field = record._meta.get_field(name)
    assert isinstance(field, models.Field)
    return str(field.verbose_name)


def text_of(record: models.Model, name: str) -> str:
    """The value of a field in words: choices by their label, days as 2026-11-18, nothing as a dash."""
    field = record._meta.get_field(name)
    if getattr(field, "choices", None):
        value = getattr(record, f"get_{name}_display")()
    else:
        value = _related(record, field) if field.is_relation else getattr(record, name)
    return _in_words(value)


def _related(record: models.Model, field: Any) -> Any:
    """The related row; None when it is gone since."""
    if getattr(record, field.attname) is None:
        return None
    try:
        return getattr(record, field.name)
    except field.related_model.DoesNotExist:
        return None


def _in_words(value: Any) -> str:
    if value is None or value == "":
        return NOTHING
    if isinstance(value, list):
        return _("、").join(_in_words(each) for each in value)
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    return count_text(value) if isinstance(value, int) else str(value)
