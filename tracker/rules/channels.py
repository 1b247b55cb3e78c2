"""Formal or informal: the way a thing came, by its form and channel. The mapping is data, fixtures/channels.json."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

_PATH = settings.BASE_DIR / "fixtures" / "channels.json"


class Way(models.TextChoices):
    """Unknown is a way of its own: what nobody told is neither formal nor informal."""

    FORMAL = "formal", _("正式渠道")
    INFORMAL = "informal", _("非正式渠道")
    UNKNOWN = "unknown", _("渠道不明")


@dataclass(frozen=True, slots=True)
class WayClause:
    """conditions: field of the item to the values that fit; all must hold. Without any the clause fits everything."""

    way: Way
    conditions: Mapping[str, Sequence[str]]
    reason: str
    reason_en: str
    source: str

    @property
    def words(self) -> str:
        """The reason in the reader's language."""
        return self.reason_en if (get_language() or "").startswith("en") else self.reason


@cache
def way_clauses() -> tuple[WayClause, ...]:
    """In their order: the first that fits decides; the last one fits everything."""
    return tuple(WayClause(**told | {"way": Way(told["way"])}) for told in _file()["clauses"])


def least_items() -> int:
    """By how many items an issuer must have moved on both sides before its shift is worth checking."""
    return int(_file()["least_items"]["value"])


@cache
def way_of(document_format: str, channel: str) -> Way:
    """The way of an item with this form and this channel, "" for what was not recorded."""
    told = {"document_format": document_format, "channel": channel}
    fits = (
        clause for clause in way_clauses() if all(told[name] in values for name, values in clause.conditions.items())
    )
    return next(fits).way


def way_condition(way: str, item: str = "") -> Q:
    """Those that came this way, for queries: as way_of decides. item: where the item is, "item__" from deliveries."""
    found, earlier = Q(pk__in=[]), Q(pk__in=[])
    for clause in way_clauses():
        condition = Q(pk__isnull=False, **{f"{item}{name}__in": values for name, values in clause.conditions.items()})
        if clause.way == way:
            found |= condition & ~earlier
        else:
            earlier |= condition
    return found


@cache
def _file() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(_PATH.read_text(encoding="utf-8"))
    return content
