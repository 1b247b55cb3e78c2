"""Promises beside the yearly one on the page of an office or issuer: how each stands, and the rows behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.charts.addresses import items_address
from tracker.charts.micro import STANDING_CSS
from tracker.figures import count_text, standing_symbol, standing_word
from tracker.models.baselines import Count, Side
from tracker.models.targets import Target
from tracker.periods import Span
from tracker.queries.period_targets import BesideRow, Bucket, PeriodRow
from tracker.sentences.targets import beside_words, bucket_words, meaning_beside

NAMED = 12


@dataclass(frozen=True, slots=True)
class Passed:
    """One day, week or month that had more, with the address of its rows."""

    label: str
    count: str
    address: str


@dataclass(frozen=True, slots=True)
class BesidePromise:
    """passed: the newest periods that had more, newest first. address: the rows of the present period, or of so far."""

    promise: str
    css: str
    symbol: str
    word: str
    words: str
    address: str
    passed: list[Passed]
    responsible: str


def beside_promises(rows: Sequence[BesideRow]) -> list[BesidePromise]:
    return [_promise(row) for row in rows]


def _promise(row: BesideRow) -> BesidePromise:
    passed = [_passed(row, bucket) for bucket in row.passed[: -NAMED - 1 : -1]] if isinstance(row, PeriodRow) else []
    return BesidePromise(
        promise=meaning_beside(row.target),
        css=STANDING_CSS[row.standing],
        symbol=standing_symbol(row.standing),
        word=standing_word(row.standing),
        words=beside_words(row),
        address=_address(row, row.present.span if isinstance(row, PeriodRow) else row.span),
        passed=passed,
        responsible=row.target.responsible,
    )


def _passed(row: PeriodRow, bucket: Bucket) -> Passed:
    return Passed(bucket_words(row, bucket), count_text(bucket.count), _address(row, bucket.span))


def _address(row: BesideRow, span: Span) -> str:
    target: Target = row.target
    is_official = target.count == Count.OFFICIAL
    if target.side == Side.SENT:
        return items_address(span, issuer=row.office, kind=target.kind, official=is_official)
    return items_address(span, office=row.office, kind=target.kind, official=is_official)
