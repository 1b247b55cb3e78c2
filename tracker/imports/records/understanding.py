"""A row → a record: every field understood, or the reasons why not, all of them at once."""

from django.utils.translation import gettext as _

from tracker.imports.opening.cells import plain
from tracker.imports.records.readings import Reading
from tracker.imports.records.record_choices import read_choices
from tracker.imports.records.record_days import read_day_and_time
from tracker.imports.records.record_figures import read_figures
from tracker.imports.records.record_offices import read_drafter, read_issuers, read_receivers
from tracker.imports.records.records import Understood
from tracker.imports.values.numbers import understand_numbers
from tracker.imports.vocabulary import codes
from tracker.models.kinds import Kind
from tracker.rules.entries import check_title

SAID = (
    "remark",
    "required_rank",
    "attendees",
    "minutes",
    "inspection_type",
    "place",
    "copies",
    "pages",
    "method",
    "materials",
    "drafter",
    "secrecy",
    "frequency",
    "manner",
    "number",
    "channel",
    "recipients",
)
_MANNER = {Kind.DOCUMENT: "channel", Kind.MEETING: "meeting_form", Kind.INSPECTION: "method"}


def understand_record(reading: Reading) -> Understood:
    """Each step fills one part of the record. Later steps build on the day, the number and the issuers."""
    _manner(reading)
    _title(reading)
    if "number" in reading.cells:
        reading.record.numbers = reading.attempt("number", understand_numbers, reading.cells["number"]) or []
    read_day_and_time(reading)
    read_issuers(reading)
    read_receivers(reading)
    read_drafter(reading)
    read_figures(reading)
    read_choices(reading)
    reading.record.said = {name: reading.text(name) for name in SAID if name in reading.cells}
    return reading.understood


def _manner(reading: Reading) -> None:
    """A column 方式 or 形式 means the channel of a paper, the form of a meeting, the method of a visit."""
    if plain(reading.text("remark")) in codes("plan_status"):
        reading.cells.setdefault("plan_status", reading.cells["remark"])
    if "period" in reading.cells and plain(reading.text("kind")) in codes("inspection_type"):
        reading.cells.setdefault("inspection_type", reading.cells["kind"])
    if "manner" in reading.cells:
        reading.cells.setdefault(_MANNER[Kind(reading.record.kind)], reading.cells["manner"])


def _title(reading: Reading) -> None:
    reading.record.title = reading.text("title")
    if not reading.record.title:
        reading.refuse("title", _("没有标题。请补上，或删去这一行。"))
    else:
        reading.attempt("title", check_title, reading.record.title)
