"""What waits for somebody's word, each in one line."""

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.figures import count_text, day_text
from tracker.models.baselines import Count
from tracker.models.findings import Finding
from tracker.models.kinds import Kind
from tracker.models.overruns import Overrun
from tracker.queries.decisions import Decisions
from tracker.queries.explanations import ExplanationRow
from tracker.queries.standings import StandingRow
from tracker.sentences.explanations import days_words
from tracker.sentences.units import official_unit, unit_of

FACTS = 50  # characters of what was observed; the finding's own page tells the whole


def decisions_finding(waiting: Decisions) -> str:
    """6 件事待定, of which 1 is late; or that nothing waits."""
    if not waiting.number:
        return _("没有待定的事项")
    told = {"number": waiting.number, "late": waiting.late}
    text = ngettext("%(number)s 件事待定", "%(number)s 件事待定", waiting.number) % told
    return text + _("，其中 %(late)s 件已超期") % told if waiting.late else text


def over_line(row: StandingRow) -> str:
    """会议（全口径）超额 12 次，没有人同意."""
    told = {
        "kind": Kind(row.kind).label,
        "past": count_text(row.counted - (row.ceiling or 0)),
        "unit": unit_of(row.kind, row.count),
    }
    if row.ceiling is None:
        return _("%(kind)s超额，没有同意超额的记录") % told
    if row.count == Count.FULL:
        return _("%(kind)s（全口径）超额 %(past)s %(unit)s，没有同意超额的记录") % told
    return _("%(kind)s超额 %(past)s %(unit)s，没有同意超额的记录") % told


def explanation_line(row: ExplanationRow) -> str:
    """县应急管理局会议 16 次，上年全年 12 次：书面说明待报送，剩 2 天 / 已报送，待办理."""
    told = {
        "name": row.issuer.name,
        "kind": row.label,
        "count": count_text(row.counted),
        "last": count_text(row.last_year or 0),
        "unit": official_unit(row.kind),
        "days": days_words(row),
    }
    if row.is_owed:
        return _("%(name)s%(kind)s %(count)s %(unit)s，超过上年全年 %(last)s %(unit)s，说明待报送，%(days)s") % told
    return _("%(name)s%(kind)s %(count)s %(unit)s，超过上年全年 %(last)s %(unit)s，说明已报送，待办理") % told


def ending_line(overrun: Overrun) -> str:
    """新桥镇会议同意到 40，12月5日到期."""
    return _("%(name)s%(kind)s同意超额到 %(number)s，%(day)s到期") % {
        "name": overrun.office.name,
        "kind": overrun.get_kind_display(),
        "number": count_text(overrun.accepted_up_to),
        "day": day_text(overrun.ends_on),
    }


def finding_line(finding: Finding) -> str:
    """疑似，县教育局（待说明）：便函增多. Confirmed ones wait for being put right."""
    told = {
        "name": finding.office.name,
        "status": finding.get_status_display(),
        "facts": Truncator(finding.facts).chars(FACTS),
    }
    if finding.status == Finding.Status.CONFIRMED:
        return _("%(name)s（已核实，待整改销号）：%(facts)s") % told
    return _("疑似，%(name)s（%(status)s）：%(facts)s") % told
