"""When an offset (增一减一) may be offered, counts, and is open again.

Verified: no receiver objects, and at least half of them said that the burden ended. Source: 本系统默认, no published
rule says how many must agree; receivers, not the issuer, decide because self-certified offsets failed elsewhere
(USERS N13).
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tracker.models.offsets import Offset

AGREED_PERCENT = 50
LEAST_MONTHS = 2  # what happened in one month only does not recur, and would have ended anyway


def status_of(offset: Offset, agreed: int, objected: int, receivers: int, *, recurs: bool) -> str:
    """Where an offset stands by what its receivers said, and whether what it retired still comes."""
    if offset.status == Offset.Status.WITHDRAWN:
        return Offset.Status.WITHDRAWN
    if objected or recurs:
        return Offset.Status.DISPUTED
    enough = receivers > 0 and agreed * 100 >= receivers * AGREED_PERCENT
    return Offset.Status.VERIFIED if enough else Offset.Status.OFFERED


def not_enough(needed: int | None, available: int) -> ValidationError:
    """The sentence for a line over the ceiling: how many person-hours it lacks."""
    if not needed:
        return ValidationError(
            _("已到全年限额。超出的要先减一件，而这一条没有测算工时：请填单位数，重新申请。"), code="not_reckoned"
        )
    return ValidationError(
        _("已到全年限额。这一条约 %(needed)s 人时，可用的减去工时只有 %(available)s 人时，要先减一件。"),
        code="over_ceiling",
        params={"needed": -(-needed // 60), "available": available // 60},
    )
