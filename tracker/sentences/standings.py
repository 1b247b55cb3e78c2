"""Why a figure stands as it does, in words that name what is missing."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from tracker.figures import reason_text
from tracker.measures.standing import Reason, Standing
from tracker.models.baselines import Side
from tracker.models.kinds import Kind
from tracker.queries.completeness import Gap
from tracker.queries.standings import StandingRow
from tracker.sentences.month_names import MONTHS
from tracker.sentences.overruns import accepted_words
from tracker.sentences.words import names_words

DOUBTS = (Reason.INCOMPLETE, Reason.SILENT, Reason.SUSPECTED)
LONG_RUN = 3  # months in a row, from which they are told as “from … to …”


def why(row: StandingRow) -> str:
    """One clause without a full stop. Where evidence is missing, all of it, named; an accepted overrun too."""
    if row.judgement.standing == Standing.OVER and row.overrun is not None:
        return _("；").join([reason_text(row.judgement.reason), accepted_words(row.overrun, row.counted)])
    if row.judgement.reason not in DOUBTS:
        return reason_text(row.judgement.reason)
    return _("；").join(doubts(row))


def doubts(row: StandingRow) -> list[str]:
    """What keeps the figure from being evidence, in words, whatever its standing; empty where nothing does."""
    said = [] if row.gap is None else _missing(row.gap, row.kind, row.side)
    if row.findings:
        said.append(_("有 %(number)s 条疑似变相未了结") % {"number": len(row.findings)})
    return said


def months_words(months: Sequence[int]) -> str:
    """3月、7月 or 1月至4月. All of one year."""
    runs: list[list[int]] = []
    for month in months:
        if runs and runs[-1][-1] == month - 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    return _("、").join(_run_words(run) for run in runs)


def _run_words(run: Sequence[int]) -> str:
    if len(run) < LONG_RUN:
        return _("、").join(_name(month) for month in run)
    return _("%(first)s至%(last)s") % {"first": _name(run[0]), "last": _name(run[-1])}


def _name(month: int) -> str:
    return str(MONTHS[month % 100 - 1])


def _missing(gap: Gap, kind: str, side: str) -> list[str]:
    told = {"kind": str(Kind(kind).label)}
    if gap.offices:
        told["offices"] = names_words(gap.offices)
        return [_("%(offices)s的%(kind)s登记不全") % told]
    said = []
    if gap.months:
        told["months"] = months_words(gap.months)
        received = _("缺%(months)s%(kind)s登记，也没有报“本期无”")
        said.append((_("缺%(months)s发出的%(kind)s登记，也没有报“本期无”") if side == Side.SENT else received) % told)
    elif gap.silent:
        said.append(_("近期没有%(kind)s登记，数少不能说明达标") % told)
    return said
