"""What an admission number (准入号) says when a receiver asks: the number itself is the key to its line."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from tracker.measures.admission_numbers import is_genuine, is_well_formed, miscopied, normal, written
from tracker.models.plans import PlanLine

Status = PlanLine.Status


class Answer(StrEnum):
    VALID = "valid"
    NOT_IN_FORCE = "not_in_force"
    UNKNOWN = "unknown"
    MISCOPIED = "miscopied"
    NO_NUMBER = "no_number"


@dataclass(frozen=True, slots=True)
class Verdict:
    """number: as it is printed. line: only of a number in force. places: where it may have been miscopied, from 1."""

    answer: Answer
    number: str
    line: PlanLine | None = None
    places: tuple[int, ...] = ()


def verify(typed: str) -> Verdict:
    """Nothing is told of a line whose number is not in force, but that it once was given."""
    number = normal(typed)
    if not is_well_formed(number):
        return Verdict(Answer.NO_NUMBER, number)
    if not is_genuine(number):
        return Verdict(Answer.MISCOPIED, written(number), places=tuple(miscopied(number)))
    line = line_numbered(number)
    if line is None:
        return Verdict(Answer.UNKNOWN, written(number))
    in_force = line.status == Status.APPROVED
    return Verdict(Answer.VALID if in_force else Answer.NOT_IN_FORCE, written(number), line if in_force else None)


def line_numbered(number: str) -> PlanLine | None:
    """The line of a number in its normal form, in force or not; None where no such number was given."""
    return lines_numbered({number}).get(number)


def lines_numbered(numbers: Collection[str]) -> dict[str, PlanLine]:
    """By number in its normal form; those that were never given are left out."""
    if not numbers:
        return {}
    lines = PlanLine.objects.filter(admission_number__in=numbers).select_related("plan__issuer")
    return {line.admission_number or "": line for line in lines}
