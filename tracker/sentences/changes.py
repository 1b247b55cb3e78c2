"""From the base figure to today's in words: what each cause is called, what it means, and what the picture finds."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.figures import count_text, day_text, signed_text
from tracker.measures.changes import Cause
from tracker.models.baselines import Count
from tracker.models.kinds import Kind
from tracker.periods import Span, year_span
from tracker.queries.changes import Bridge, Changes, Step
from tracker.sentences.units import unit_of

CAUSES: dict[Cause, Promise] = {
    Cause.TYPED: gettext_lazy("底数与台账之差"),
    Cause.RULE: gettext_lazy("口径变化"),
    Cause.UNITS: gettext_lazy("单位撤并"),
    Cause.OVERRULED: gettext_lazy("人工改判"),
    Cause.EMERGENCY: gettext_lazy("应急不占限额"),
    Cause.UNTOLD: gettext_lazy("缺登记的月份"),
    Cause.FORM: gettext_lazy("疑似换了形式、名义"),
    Cause.STOPPED: gettext_lazy("停办的"),
    Cause.FEWER: gettext_lazy("减少的"),
    Cause.SAME: gettext_lazy("照常的"),
    Cause.MORE: gettext_lazy("增加的"),
    Cause.NEW: gettext_lazy("新增的"),
    Cause.UNKNOWN: gettext_lazy("不能分解"),
}
MEANINGS: dict[Cause, Promise] = {
    Cause.TYPED: gettext_lazy("录入的底数与基期台账的登记数不同；没有逐项明细"),
    Cause.RULE: gettext_lazy("基期和本期都按今天的口径重算，与当时认定不同的；不是减，也不是增"),
    Cause.UNITS: gettext_lazy("只送到一期才有的单位；并成一个单位后不再重复的件次"),
    Cause.OVERRULED: gettext_lazy("写明理由改判计入或不计入的，两期之差"),
    Cause.EMERGENCY: gettext_lazy("应急响应期间不占限额的，两期之差；全口径照计"),
    Cause.UNTOLD: gettext_lazy("本年同月到期没有登记，也没有报“本期无”，少了的不能算减，不能判定"),
    Cause.FORM: gettext_lazy("同一标题，一期用计入的形式、名义，另一期用不计入的；只是疑似，要人核实"),
    Cause.STOPPED: gettext_lazy("基期有，本年没有再来；改了标题的也在这里"),
    Cause.FEWER: gettext_lazy("本年还有，次数比基期少"),
    Cause.SAME: gettext_lazy("两期一样多"),
    Cause.MORE: gettext_lazy("基期就有，次数比基期多"),
    Cause.NEW: gettext_lazy("基期没有同一标题的；改了标题的也在这里"),
    Cause.UNKNOWN: gettext_lazy("基期只有一个数，没有逐项登记，变化的原因分不出来"),
}
COUNTS: dict[str, Promise] = {Count.OFFICIAL: gettext_lazy("统计口径"), Count.FULL: gettext_lazy("全口径")}


def cause_word(cause: Cause) -> str:
    return str(CAUSES[cause])


def now_words(span: Span) -> str:
    """2026年到11月18日; 2025年 of a year that is over."""
    told = {"year": span.last.year, "day": day_text(span.last)}
    return _("%(year)s年") % told if span == year_span(span.last.year) else _("%(year)s年到%(day)s") % told


def changes_finding(changes: Changes) -> str:
    """Both counts in one sentence, without a full stop."""
    told = {"kind": Kind(changes.kind).label, "year": changes.base.first.year}
    told |= {"official": difference_words(changes.official, changes.kind)}
    told |= {"full": difference_words(changes.full, changes.kind)}
    if changes.official.base is None and changes.full.base is None:
        return _("没有%(year)s年同期的数，看不出%(kind)s是怎么变来的") % told
    return _("%(kind)s与%(year)s年同期比：统计口径%(official)s，全口径%(full)s") % told


def difference_words(bridge: Bridge, kind: str) -> str:
    """少 103 次（515 → 412）; 没有基期数."""
    if bridge.base is None or bridge.change is None:
        return _("没有基期数")
    told = {
        "number": count_text(abs(bridge.change)),
        "unit": unit_of(kind, bridge.count),
        "base": count_text(bridge.base),
        "now": count_text(bridge.now),
        "untold": count_text(-bridge.step(Cause.UNTOLD).change),
    }
    if bridge.change < 0 and bridge.step(Cause.UNTOLD).change:
        return _("少 %(number)s %(unit)s（%(base)s → %(now)s，其中 %(untold)s %(unit)s缺登记，不能判定）") % told
    if bridge.change == 0:
        return _("一样多（%(now)s %(unit)s）") % told
    if bridge.change < 0:
        return _("少 %(number)s %(unit)s（%(base)s → %(now)s）") % told
    return _("多 %(number)s %(unit)s（%(base)s → %(now)s）") % told


def bridge_finding(bridge: Bridge) -> str:
    """The title of one picture: its count, and the causes that took away and added most."""
    told = {"count": str(COUNTS[bridge.count])}
    moved = [step for step in bridge.steps if step.change]
    if bridge.base is None:
        return _("%(count)s：没有基期数") % told
    if any(step.cause is Cause.UNKNOWN for step in bridge.steps):
        return _("%(count)s：基期只有一个数，变化不能分解") % told
    if not moved:
        return _("%(count)s：与基期一样，没有哪一种原因使它变动") % told
    most = [min(moved, key=lambda step: step.change), max(moved, key=lambda step: step.change)]
    told["causes"] = _("，").join(_step_words(step) for step in dict.fromkeys(most))
    return _("%(count)s：变动最大的是%(causes)s") % told


def _step_words(step: Step) -> str:
    return _("%(cause)s %(change)s") % {"cause": cause_word(step.cause), "change": signed_text(step.change)}


def caveats(changes: Changes) -> list[str]:
    """What must be known beside the figures, each a sentence: only those that hold."""
    bridges = [bridge for bridge in changes.bridges if bridge.base is not None]
    found = [_typed_words(bridge, changes) for bridge in bridges if bridge.typed is not None]
    steps = {step.cause for bridge in bridges for step in bridge.steps}
    if {Cause.STOPPED, Cause.NEW} & steps:
        nets = _("，").join(
            _("%(count)s %(net)s") % {"count": COUNTS[bridge.count], "net": signed_text(_turnover(bridge))}
            for bridge in bridges
        )
        found.append(
            _("按标题归并，不看年、月、日和序号；改了标题再来的，停办和新增各算一次。两者相抵：%(nets)s。")
            % {"nets": nets}
        )
    if Cause.UNTOLD in steps:
        found.append(_("缺登记的月份补登以后，“缺登记的月份”会变成照常的或减少的。"))
    if Cause.FORM in steps:
        found.append(_("换了形式、名义只是疑似，不等于变相；是不是同一件事，请点开核对。"))
    return found


def _turnover(bridge: Bridge) -> int:
    """What titles that stopped and titles that are new come to together."""
    return bridge.step(Cause.STOPPED).change + bridge.step(Cause.NEW).change


def _typed_words(bridge: Bridge, changes: Changes) -> str:
    told = {
        "count": str(COUNTS[bridge.count]),
        "year": changes.base.first.year,
        "number": count_text(bridge.typed or 0),
        "base": count_text(bridge.base or 0),
        "evidence": bridge.evidence,
    }
    if bridge.by_working_days:
        return _("%(count)s底数 %(number)s 是录入的（%(evidence)s），没有分月，按工作日折算到同日是 %(base)s。") % told
    return _("%(count)s的%(year)s年底数 %(number)s 是录入的（%(evidence)s），折算到同日是 %(base)s。") % told


def rows_finding(changes: Changes, bridge: Bridge, step: Step) -> str:
    """Above the rows of one bar: what they add up to."""
    told = {
        "cause": cause_word(step.cause),
        "base_year": changes.base.first.year,
        "base": signed_text(-step.base),
        "year": changes.span.first.year,
        "now": signed_text(step.now),
        "change": signed_text(step.change),
        "unit": unit_of(changes.kind, bridge.count),
    }
    return _("%(cause)s %(change)s %(unit)s：%(base_year)s年的 %(base)s，%(year)s年的 %(now)s") % told
