"""What the ledger itself costs, in a sentence beside what it measures."""

from decimal import Decimal

from django.utils.translation import gettext as _

from tracker.figures import count_text, hours_text, percent_text
from tracker.measures.reduction import share
from tracker.queries.efforts import OwnBurden

LEAST = Decimal("0.001")


def burden_sentence(burden: OwnBurden) -> str:
    """Hours of recording beside the hours of what is recorded."""
    if not burden.whole.records:
        return _("今年还没有登记，本台账没有占用时间。")
    told = {
        "records": count_text(burden.whole.records),
        "own": hours_text(burden.whole.minutes),
        "load": hours_text(burden.minutes),
    }
    part = share(burden.whole.minutes, burden.minutes)
    if part is None:
        return _("今年登记 %(records)s 条，用了 %(own)s 小时。") % told
    if part < LEAST:
        return _("今年登记 %(records)s 条，用了 %(own)s 小时；记下的负担是 %(load)s 人时，登记占不到千分之一。") % told
    told["share"] = percent_text(part)
    return _("今年登记 %(records)s 条，用了 %(own)s 小时；记下的负担是 %(load)s 人时，登记占 %(share)s。") % told


def saved_sentence(burden: OwnBurden) -> str:
    """The load of the same days of last year, without calling it the merit of the ledger."""
    if burden.saved is None:
        return _("没有上年台账，不能比较。")
    told = {"hours": hours_text(abs(burden.saved)), "year": burden.span.first.year - 1}
    if burden.saved < 0:
        return _("负担比%(year)s年同期多 %(hours)s 人时，没有省下时间。") % told
    return _("负担比%(year)s年同期少 %(hours)s 人时；减少的原因不止本台账。") % told
