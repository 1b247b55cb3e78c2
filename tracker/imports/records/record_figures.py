"""People, lengths of travel and preparation, characters, and until when something is asked for."""

from tracker.imports.problems import DoubtError, UnreadableError
from tracker.imports.records.readings import Reading
from tracker.imports.values.dates import formatted_date
from tracker.imports.values.deadlines import deadline_in, understand_deadline
from tracker.imports.values.durations import understand_duration
from tracker.imports.values.numbers import understand_count
from tracker.imports.values.people import understand_people
from tracker.models.kinds import Kind
from tracker.rules.entries import check_people


def read_figures(reading: Reading) -> None:
    _people(reading)
    _deadline(reading)
    others = reading.record.others
    for name in ("characters", "topics"):
        if name in reading.cells:
            others[name] = reading.take(name, understand_count)
    for name in ("travel_minutes", "preparation_minutes"):
        if name in reading.cells:
            others[name] = reading.take(name, understand_duration, reading.source(name).unit)


def _people(reading: Reading) -> None:
    """At an inspection a bare number of people is the team's that came; ours are those who accompanied it."""
    is_visit = reading.record.kind == Kind.INSPECTION
    ours = "accompany" if is_visit or "attendees" not in reading.mapping else "attendees"  # 参会或陪检人数
    reading.record.people = _persons(reading, ours)
    reading.record.team = _persons(reading, "team" if "team" in reading.cells else "attendees") if is_visit else None


def _persons(reading: Reading, name: str) -> int | None:
    """None also where a list does not say how many (若干): nothing is made up, and the row is none the worse."""
    try:
        people = reading.recall(understand_people, reading.cells.get(name))
    except DoubtError:
        return None
    except UnreadableError as error:
        reading.refuse(name, str(error))
        return None
    if people is not None:
        reading.attempt(name, check_people, people)
    return people


def _deadline(reading: Reading) -> None:
    record = reading.record
    if pattern := reading.source("deadline").format:
        record.deadline = reading.take("deadline", formatted_date, pattern)
        return
    if "deadline" not in reading.cells and (words := reading.recall(deadline_in, reading.text("remark"))):
        reading.cells["deadline"] = words
    found = reading.take("deadline", understand_deadline, record.day, reading.ledger.year)
    if found is not None:
        record.deadline, record.deadline_time = found
