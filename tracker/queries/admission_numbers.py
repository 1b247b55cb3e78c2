"""What an admission number (准入号) says when a receiver asks: the number itself is the key to its line."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.measures.admission_numbers import is_genuine, is_well_formed, miscopied, normal, written
from tracker.models.items import Item
from tracker.models.plans import PlanLine
from tracker.rules.plans import check_belongs_together

Status = PlanLine.Status


class Answer(StrEnum):
    VALID = "valid"
    NOT_IN_FORCE = "not_in_force"
    UNKNOWN = "unknown"
    MISCOPIED = "miscopied"
    NO_NUMBER = "no_number"


_SENTENCES = {
    Answer.NOT_IN_FORCE: gettext_lazy("这个准入号已失效。"),
    Answer.UNKNOWN: gettext_lazy("没有发过这个准入号。"),
    Answer.MISCOPIED: gettext_lazy("准入号的校验码不符，可能抄错了。"),
    Answer.NO_NUMBER: gettext_lazy("这不是准入号，应为单位代码、年份、序号和两位校验码。"),
}


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


def line_for(number: str, item: Item, *, is_waived: bool) -> PlanLine | None:
    """The line in force of a number in its normal form, where it fits the item's issuer and kind.

    is_waived: a person says that the paper bears no valid number (无号); then what does not hold ties nothing, and
    what holds is refused. Raises ValidationError with the sentence and the way out.
    """
    try:
        line = _fitting(number, item)
    except ValidationError as error:
        if is_waived:
            return None
        raise ValidationError([error, _("来文上确实是这样写的，请勾选“无号”。")]) from error
    if is_waived:
        raise ValidationError(_("这个准入号有效，请不要勾选“无号”。"), code="valid")
    return line


def _fitting(number: str, item: Item) -> PlanLine:
    verdict = verify(number)
    if verdict.line is None:
        raise ValidationError(_SENTENCES[verdict.answer], code=verdict.answer)
    check_belongs_together(item, verdict.line)
    return verdict.line


def line_numbered(number: str) -> PlanLine | None:
    """The line of a number in its normal form, in force or not; None where no such number was given."""
    return lines_numbered({number}).get(number)


def lines_numbered(numbers: Collection[str]) -> dict[str, PlanLine]:
    """By number in its normal form; those that were never given are left out."""
    if not numbers:
        return {}
    lines = PlanLine.objects.filter(admission_number__in=numbers).select_related("plan__issuer")
    return {line.admission_number or "": line for line in lines}
