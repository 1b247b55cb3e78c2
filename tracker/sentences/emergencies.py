"""What is said of emergency responses, and of issuers that mark too much as emergency."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from tracker.figures import count_text, percent_text
from tracker.models.emergencies import Emergency
from tracker.queries.emergencies import EmergencyShare


def outlier_sentence(row: EmergencyShare) -> str:
    """县应急管理局本年 12 项中有 9 项标为应急类（75.0%），同类单位合计 8.0%；请核对是否确属应急."""
    told = {
        "issuer": row.issuer.name,
        "items": count_text(row.now.items),
        "marked": count_text(row.now.marked),
        "share": percent_text(row.now.share),
    }
    said = [_("%(issuer)s本年 %(items)s 项中有 %(marked)s 项标为应急类（%(share)s）") % told]
    if row.above_peers:
        said.append(_("同类单位合计 %(share)s") % {"share": percent_text(row.peers)})
    if row.above_last_year:
        said.append(_("本单位上年同期 %(share)s") % {"share": percent_text(row.before.share)})
    return _("，").join(said) + _("；请核对是否确属应急（依据：本系统默认，没有条文规定比例）。")


def running_hint(responses: Sequence[Emergency], day: date) -> str:
    """Beside the tick of the form: whether it takes an item out of the quota."""
    if not responses:
        return _("%(day)s没有应急响应，勾选后照常计入") % {"day": day.isoformat()}
    names = _("、").join(
        _("%(name)s（至 %(last)s）") % {"name": response.name, "last": response.last.isoformat()}
        for response in responses
    )
    return _("正在应急响应：%(names)s") % {"names": names}
