"""Names of offices that only a person can tell: unknown ones, and those that several offices bear."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tracker.imports.layouts.columns import lines_of_table
from tracker.imports.ledgers import ImportReport
from tracker.imports.problems import CellError, DoubtError, UnreadableError
from tracker.imports.uploads.previews import MOST_CANDIDATES, MOST_EXAMPLES, Candidate, NameQuestion, Place
from tracker.imports.values.issuers import understand_issuers
from tracker.imports.values.names import AmbiguousOfficeError, OfficeNames, UnknownOfficeError
from tracker.imports.values.recipients import understand_recipients
from tracker.models.offices import Office

ISSUER, RECIPIENT = "issuer", "recipient"
_UNDERSTAND: dict[str, tuple[str, Callable[[str, OfficeNames], list[Office]]]] = {
    "issuer": (ISSUER, understand_issuers),
    "recipients": (RECIPIENT, understand_recipients),
}


@dataclass(slots=True)
class _Asked:
    """A name, and the rows it stands in."""

    is_ambiguous: bool
    places: list[Place] = field(default_factory=list)


def name_questions(report: ImportReport, names: OfficeNames) -> list[NameQuestion]:
    """Each name once, those that hold up most rows first."""
    asked: dict[tuple[str, str], _Asked] = {}
    told: dict[tuple[str, str], tuple[str, bool] | None] = {}
    for field_name, error in _of_offices(report):
        key = (field_name, error.value or "")
        if key not in told:
            told[key] = _unclear_part(field_name, error.value or "", names)
        if part := told[key]:
            text, is_ambiguous = part
            question = asked.setdefault((text, _UNDERSTAND[field_name][0]), _Asked(is_ambiguous))
            question.places.append(Place(error.sheet, error.row))
    questions = [_question(text, role, one, names) for (text, role), one in asked.items()]
    return sorted(questions, key=lambda question: -question.rows)


def _of_offices(report: ImportReport) -> Iterator[tuple[str, CellError]]:
    """Errors and doubts in the columns of issuers and recipients, with the field."""
    for table in report.tables:
        mapping = table.block.header.mapping
        labels = {mapping[name].label: name for name in _UNDERSTAND if name in mapping}
        for line in lines_of_table(table, report):
            for error in [*line.errors, *line.unclear]:
                if error.value and error.column in labels:
                    yield labels[error.column], error


def _unclear_part(field_name: str, value: str, names: OfficeNames) -> tuple[str, bool] | None:
    """The name in the cell that nobody knows, or that is ambiguous; None when something else is wrong."""
    try:
        _UNDERSTAND[field_name][1](value, names)
    except UnknownOfficeError as error:
        return error.text, False
    except AmbiguousOfficeError as error:
        return error.text, True
    except (UnreadableError, DoubtError):
        return None
    return None


def _question(text: str, role: str, asked: _Asked, names: OfficeNames) -> NameQuestion:
    return NameQuestion(
        text=text,
        role=role,
        rows=len(asked.places),
        places=asked.places[:MOST_EXAMPLES],
        candidates=[_candidate(office, names) for office in names.candidates(text, MOST_CANDIDATES)],
        is_ambiguous=asked.is_ambiguous,
    )


def _candidate(office: Office, names: OfficeNames) -> Candidate:
    parent = names.parent(office)
    return Candidate(office.code, office.name, parent.name if parent else "")
