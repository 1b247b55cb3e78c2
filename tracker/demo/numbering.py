"""Gives the documents of the demo their numbers, issuer by issuer and year by year, in the order of their days."""

from collections import Counter

from tracker.demo.drafts import Draft
from tracker.demo.titles import SERIAL
from tracker.models.items import Item

Format = Item.DocumentFormat
FORMAL = (Format.RED_HEAD, Format.TELEGRAM)


def number(drafts: list[Draft]) -> list[Draft]:
    """The drafts in the order of their days, numbered. A second draft of the same title and day is left out."""
    serials: Counter[tuple[object, ...]] = Counter()
    kept: dict[tuple[object, ...], Draft] = {}
    for draft in sorted(drafts, key=lambda draft: draft.item.day):
        item = draft.item
        item.title = _with_serial(item, serials)
        kept.setdefault((item.issuer_id, item.title, item.day), draft)
    for draft in kept.values():
        draft.item.document_number = _document_number(draft, serials)
    return list(kept.values())


def _with_serial(item: Item, serials: Counter[tuple[object, ...]]) -> str:
    if SERIAL not in item.title:
        return item.title
    series = (item.issuer_id, item.kind, item.document_format, item.day.year)
    serials[series] += 1
    return item.title.replace(SERIAL, str(serials[series]))


def _document_number(draft: Draft, serials: Counter[tuple[object, ...]]) -> str:
    item = draft.item
    if item.document_format not in (*FORMAL, Format.LETTER):
        return ""
    prefix = draft.issuer.prefixes[item.document_format == Format.LETTER]
    serials[prefix, item.day.year] += 1
    return f"{prefix}〔{item.day.year}〕{serials[prefix, item.day.year]}号"
