"""What a check of a proposal against a rule says: touched, suspected or kept, with the figures it rests on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tracker.models.presets import Rule
from tracker.rules.proposals import Proposal

Figure = int | str | date | Decimal


class Result(StrEnum):
    """SUSPECTED is what words and likeness suggest; only a person can tell."""

    TOUCHED = "touched"
    SUSPECTED = "suspected"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Earlier:
    """A document or meeting of the last weeks that may be about the same work."""

    kind: str
    title: str
    day: date
    issuer: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """What the ledger knows beside the proposal. Counts are of the issuer, this year, without the proposal.

    today: the day of asking. working_days_ahead: from the day after today to the proposal's day; None without one.
    counted, last_year: the official count of the kind so far, and last year's whole; None where nothing tells it.
    counts: whether the proposal would count officially. earlier: the last 30 days, newest first.
    """

    today: date
    working_minutes: int = 480
    explanation_days: int = 15
    comprehensive: int = 0
    county_wide: int = 0
    working_days_ahead: int | None = None
    counted: int = 0
    last_year: int | None = None
    counts: bool = False
    earlier: tuple[Earlier, ...] = ()


@dataclass(frozen=True, slots=True)
class Touch:
    """One rule and one proposal. case: which sentence says it (sentences.checks); figures: what fills the sentence.

    also: rules of other presets that say the same with the same figures.
    """

    rule: Rule
    case: str
    result: Result
    figures: dict[str, Figure]
    also: tuple[Rule, ...] = ()

    @property
    def is_hard(self) -> bool:
        return self.result == Result.TOUCHED and self.rule.force == Rule.Force.HARD


Check = Callable[[Proposal, Rule, Facts], Touch | None]


def touch(rule: Rule, case: str, is_touched: bool, **figures: Figure) -> Touch:
    """Touched, or kept, by whether the rule's line is passed."""
    return Touch(rule, case, Result.TOUCHED if is_touched else Result.KEPT, figures)


def suspicion(rule: Rule, case: str, is_suspected: bool, **figures: Figure) -> Touch:
    """Suspected, or kept: for what only words or likeness tell."""
    return Touch(rule, case, Result.SUSPECTED if is_suspected else Result.KEPT, figures)


def first_word(rule: Rule, text: str, key: str = "words") -> str:
    """The first of the rule's words that the text holds; "" when it holds none."""
    words: list[str] = rule.params.get(key, [])
    return next((word for word in words if word in text), "")
