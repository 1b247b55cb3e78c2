"""A paper → the form that logs it as received on a day."""

from datetime import date

from tracker.imports.filling import Filling, put_deadline, put_sender, recipients_meant
from tracker.imports.items import format_of, genre_of
from tracker.imports.papers.files import LETTER, MEETING_NOTICE, Paper
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.queries.senders import SenderChoice

_LOOKED_FOR = ("title", "issuer", "document_number", "issued_on")


def fill_from_paper(paper: Paper, received: date, senders: SenderChoice, home: Office) -> Filling:
    """Its lead issuer is the sender; a date to come is no date of issue."""
    filling = Filling(Kind.DOCUMENT, Item.Source.PAPER)
    filling.put("title", paper.title)
    filling.put("day", received)
    filling.put("document_number", paper.doc_number)
    filling.put("document_format", _format(paper))
    filling.put("genre", _genre(paper))
    filling.put("issued_on", paper.date if paper.date and paper.date <= received else None)
    filling.put("characters", paper.characters)
    put_sender(filling, paper.issuers[0] if paper.issuers else "", paper.doc_number or "", senders, home)
    filling.put("asks_report", paper.asks_report)
    put_deadline(filling, paper.deadline)
    known = {"issuer"} if senders.is_closed else set()
    filling.missing = [name for name in _LOOKED_FOR if name not in known and not filling.values.get(name)]
    return filling


def addressed_by(paper: Paper, home: Office, offices: list[Office]) -> list[Office]:
    return recipients_meant("、".join(paper.addressees), home, offices)


def _format(paper: Paper) -> str:
    if paper.kind == LETTER:
        return Item.DocumentFormat.MEMO
    return format_of([paper.doc_number] if paper.doc_number else [])


def _genre(paper: Paper) -> str:
    if paper.kind == MEETING_NOTICE:
        return Item.Genre.MEETING_NOTICE
    genre = genre_of(paper.title)
    return "" if genre == Item.Genre.OTHER else genre
