"""Columns whose cells are words of a closed list, or yes and no."""

from tracker.imports.opening.cells import Cell, plain, text_of
from tracker.imports.problems import UnreadableError
from tracker.imports.records.readings import Reading, check_length
from tracker.imports.values.choices import mentioned, understand_choice, understand_yes
from tracker.imports.vocabulary import codes
from tracker.measures.admission_numbers import normal
from tracker.models.kinds import Kind

CHOICES = (
    "document_format", "genre", "meeting_form", "meeting_name", "meeting_category", "inspection_type", "plan_status",
)  # fmt: skip
YES_NO = ("emergency", "law_enforcement", "asks_report", "asks_form", "asks_trace")
LONGEST_NUMBER, LONGEST_ADMISSION = 80, 40  # characters that Item holds


def read_choices(reading: Reading) -> None:
    others = reading.record.others
    _channel(reading)
    for name in CHOICES:
        if name in reading.cells:
            others.setdefault(name, reading.recall(_choice, reading.cells[name], name))
    if rank := reading.text("required_rank"):
        others["required_rank"] = mentioned("required_rank", rank)
    for name in YES_NO:
        if reading.take(name, understand_yes):
            others[name] = True
    if number := reading.text("approval_number"):
        others["approval_number"] = number
        reading.attempt("approval_number", check_length, number, LONGEST_NUMBER)
    if number := normal(reading.text("admission_number")):
        others["admission_number"] = number
        reading.attempt("admission_number", check_length, number, LONGEST_ADMISSION)


def _channel(reading: Reading) -> None:
    """A column of channels or of numbers often holds 便函, which is a format."""
    told = (codes("document_format").get(plain(reading.text(name))) for name in ("channel", "number"))
    as_format = [code for code in told if code]
    if as_format and reading.record.kind == Kind.DOCUMENT:
        reading.record.others["document_format"] = as_format[0]
    if "channel" in reading.cells and plain(reading.text("channel")) not in codes("document_format"):
        reading.record.others["channel"] = reading.recall(_choice, reading.cells["channel"], "channel")


def _choice(cell: Cell, name: str) -> str:
    """A word nobody listed stands for the listed one within it; one that is unlike any stays unsaid."""
    try:
        return understand_choice(name, cell)
    except UnreadableError:
        return mentioned(name, text_of(cell))
