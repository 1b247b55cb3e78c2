"""What a logging form carries about its own cost: a signed moment of opening, and the steps that were counted."""

import time
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.signing import BadSignature, Signer

from tracker.measures.efforts import LONGEST_RECORD, seconds_taken

OPENED, STEPS = "opened", "steps"
MOST_STEPS = 1_000
_NOT_FILLED_IN = {"csrfmiddlewaretoken", "submission", "then", "anyway", OPENED, STEPS}


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds from opening to saving, and the fields touched with the buttons pressed."""

    seconds: int
    steps: int


def opened_now() -> str:
    """The present moment, signed, so that nobody makes the ledger look cheaper than it is."""
    return _signer().sign(str(round(time.time() * 1000)))


def kept_or_now(sent: Mapping[str, str]) -> str:
    """A form that is shown again keeps the moment it was first opened."""
    return sent[OPENED] if _opened(sent) is not None else opened_now()


def taken(sent: Mapping[str, str]) -> Taken | None:
    """What the form that was sent took until now. None when it does not say when it was opened."""
    opened = _opened(sent)
    if opened is None:
        return None
    return Taken(seconds_taken(opened, time.time(), LONGEST_RECORD), _steps(sent))


def _opened(sent: Mapping[str, str]) -> float | None:
    try:
        return int(_signer().unsign(sent.get(OPENED, ""))) / 1000
    except (BadSignature, ValueError):
        return None


def _steps(sent: Mapping[str, str]) -> int:
    """As the script counted them; without it, the fields that hold something and one button."""
    told = sent.get(STEPS, "")
    if told.isascii() and told.isdigit() and 0 < int(told[:6]) <= MOST_STEPS:
        return int(told)
    return 1 + sum(bool(value) for name, value in sent.items() if name not in _NOT_FILLED_IN)


def _signer() -> Signer:
    return Signer(salt="tracker.opened")
