"""Written explanations in words: what is owed, by when, and the verdict above the list."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.figures import count_text, day_text
from tracker.models.explanations import Explanation
from tracker.queries.explanations import ExplanationRow, State
from tracker.sentences.units import official_unit


def owed_sentence(row: ExplanationRow) -> str:
    """今年发文 36 项，6月3日超过上年全年 35 项，6月18日前报送书面说明."""
    if row.explanation is not None and not row.is_owed:
        return _handed_in_sentence(row, row.explanation)
    if row.passed_on is None or row.due_on is None:
        return counts_sentence(row)
    return _("%(counts)s，%(passed)s超过上年全年 %(last)s %(unit)s，应在%(due)s前报送书面说明。") % {
        "counts": _counts(row),
        "passed": day_text(row.passed_on),
        "last": count_text(row.last_year or 0),
        "unit": official_unit(row.kind),
        "due": day_text(row.due_on),
    }


def counts_sentence(row: ExplanationRow) -> str:
    """Where nothing is owed: how far this year's count stands from last year's."""
    if row.last_year is None:
        return _("%(counts)s；没有上年的数，不能比较。") % {"counts": _counts(row)}
    told = {"counts": _counts(row), "last": count_text(row.last_year), "unit": official_unit(row.kind)}
    return _("%(counts)s，没有超过上年全年 %(last)s %(unit)s，不用说明。") % told


def days_words(row: ExplanationRow) -> str:
    """剩 2 天, 已超 1 天, 今天到期; "" where the issuer owes nothing."""
    if not row.is_owed:
        return ""
    if row.days < 0:
        return _("已超 %(days)s 天") % {"days": -row.days}
    return _("剩 %(days)s 天") % {"days": row.days} if row.days else _("今天到期")


def state_words(row: ExplanationRow) -> str:
    return {
        State.DUE: _("待说明"),
        State.RETURNED: _("已退回，待重报"),
        State.SUBMITTED: _("已报送，待办理"),
        State.ACCEPTED: _("已采纳"),
        State.NOT_NEEDED: _("不用说明"),
    }[row.state]


def list_sentence(rows: Sequence[ExplanationRow]) -> str:
    """2 项待说明（1 项已超期），1 项待办理，3 项已采纳."""
    owed = sum(row.is_owed for row in rows)
    late = sum(row.is_owed and row.days < 0 for row in rows)
    told = {
        "owed": owed, "late": late,
        "waiting": sum(row.state == State.SUBMITTED for row in rows),
        "accepted": sum(row.state == State.ACCEPTED for row in rows),
    }  # fmt: skip
    if not rows:
        return _("没有单位超过上年全年的数，今年还不用书面说明。")
    if late:
        return _("%(owed)s 项待说明，其中 %(late)s 项已超期；%(waiting)s 项待办理，%(accepted)s 项已采纳。") % told
    return _("%(owed)s 项待说明，%(waiting)s 项待办理，%(accepted)s 项已采纳。") % told


def _handed_in_sentence(row: ExplanationRow, explanation: Explanation) -> str:
    """11月3日报送说明，当时 13 件，上年全年 12 件；现在 16 件。"""
    return _("%(day)s报送说明，当时 %(then)s %(unit)s，上年全年 %(last)s %(unit)s；现在 %(now)s %(unit)s。") % {
        "day": day_text(timezone.localdate(explanation.submitted_at)),
        "then": count_text(explanation.counted),
        "last": count_text(explanation.last_year),
        "now": count_text(row.counted),
        "unit": official_unit(row.kind),
    }


def _counts(row: ExplanationRow) -> str:
    told = {"year": row.year, "kind": row.label, "counted": count_text(row.counted), "unit": official_unit(row.kind)}
    return _("%(year)s年%(kind)s %(counted)s %(unit)s（统计口径）") % told
