"""Last month's brief as the supervisor edited it, and one notice logged late, so that the brief says what has moved."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.utils import translation

from tracker.actions.briefs import save_brief
from tracker.actions.deliveries import Landing
from tracker.actions.items import log_item
from tracker.demo.data import read
from tracker.models.items import Item
from tracker.models.offices import Office
from tracker.periods import month_of
from tracker.queries.briefs import brief_figures
from tracker.sentences.brief_texts import Paragraph, stored
from tracker.sentences.briefs import brief


def make_briefs(today: date, by: User) -> None:
    """The brief of the month before today's, edited in Chinese; earlier ones are left to the ledger."""
    last = today.replace(day=1) - timedelta(days=1)
    month, area = month_of(last), by.post.office
    with translation.override(settings.LANGUAGE_CODE):
        paragraphs = _edited(brief(brief_figures(area, month, today)))
    save_brief(area, month, settings.LANGUAGE_CODE, *stored(paragraphs), opened=0, by=by)
    _log_late(read("briefs")["late"], last, by)


def _edited(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """To whom, by whom, and a sentence of the supervisor's own below what needs attention."""
    words = read("briefs")
    own = {0: words["addressee"], len(paragraphs) - 1: words["signature"]}
    edited = [replace(one, text=own.get(number, one.text)) for number, one in enumerate(paragraphs)]
    place = words["paragraph"]
    edited[place] = replace(edited[place], text=edited[place].text + words["added"])
    return edited


def _log_late(row: dict[str, Any], last: date, by: User) -> None:
    """What came in the month and was told of only after the brief was written."""
    columns = {name: row[name] for name in ("kind", "document_format", "title")}
    issuer, day = Office.objects.get(code=row["issuer"]), last - timedelta(days=row["days_before_end"])
    item = Item(issuer=issuer, day=day, source=Item.Source.DEMO, **columns)
    offices = Office.objects.filter(code__in=row["offices"]).order_by("path")
    log_item(item, [Landing(office) for office in offices], logged_for=by.post.office, by=by)
