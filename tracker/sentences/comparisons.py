"""Two periods compared, in words: the finding, what a picture shows, and what makes the two hard to compare."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.figures import count_text, hours_text, percent_text, signed_text
from tracker.measures.reduction import change
from tracker.models.baselines import Count
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.queries.comparisons import Comparison
from tracker.queries.landings import Landed
from tracker.sentences.units import unit_of
from tracker.sentences.words import names_words


def offices_words(offices: Sequence[Office]) -> str:
    """One name, or how many there are."""
    if len(offices) == 1:
        return offices[0].name
    return _("%(number)s 个单位") % {"number": count_text(len(offices))}


def comparison_finding(found: Comparison) -> str:
    """All offices together, both counts and hours, without a full stop."""
    now, then = found.total.now, found.total.then
    told = {"offices": offices_words(found.offices), "kind": Kind(found.kind).label}
    if found.is_empty or now is None or then is None:
        return _("%(offices)s两期都没有%(kind)s") % told
    told |= {
        "official": _moved(then.official, now.official, unit_of(found.kind, Count.OFFICIAL)),
        "full": _moved(then.full, now.full, unit_of(found.kind, Count.FULL)),
        "hours": _hours(then, now),
    }
    if found.total.now_untold or found.total.then_untold:
        return _("%(offices)s的%(kind)s，按已登记的：统计口径%(official)s，全口径%(full)s，占用%(hours)s") % told
    return _("%(offices)s的%(kind)s：统计口径%(official)s，全口径%(full)s，占用%(hours)s") % told


def _moved(before: int, now: int, unit: str) -> str:
    told = {
        "now": count_text(now),
        "unit": unit,
        "number": count_text(abs(now - before)),
        "percent": percent_text(change(before, now), signed=True),
    }
    if now == before:
        return _(" %(now)s %(unit)s，一样多") % told
    if before == 0:
        return _(" %(now)s %(unit)s，多 %(number)s %(unit)s") % told
    if now < before:
        return _(" %(now)s %(unit)s，少 %(number)s %(unit)s（%(percent)s）") % told
    return _(" %(now)s %(unit)s，多 %(number)s %(unit)s（%(percent)s）") % told


def _hours(then: Landed, now: Landed) -> str:
    moved = change(then.full_minutes, now.full_minutes)
    told = {"now": hours_text(now.full_minutes), "percent": percent_text(moved, signed=True)}
    return _(" %(now)s 人时") % told if moved is None else _(" %(now)s 人时（%(percent)s）") % told


def spread_words(label: str, less: int, more: int, same: int, unsure: int, changed: int) -> str:
    """The title of a picture of offices: how many have less and more, no names and no order.

    unsure: those of which too little is told. changed: those that were not there throughout.
    """
    told = {"label": label, "less": less, "more": more, "same": same}
    said = [_("%(label)s：%(less)s 个单位少了，%(more)s 个多了，%(same)s 个一样") % told]
    if unsure:
        said.append(_("%(number)s 个缺登记不能判定") % {"number": unsure})
    if changed:
        said.append(_("%(number)s 个有撤并或新设，不比") % {"number": changed})
    return _("，").join(said)


def kinds_words(label: str, moved: Sequence[tuple[str, int]]) -> str:
    """The title of a picture of kinds. moved: each with its difference."""
    pieces = [_("%(kind)s %(change)s") % {"kind": Kind(kind).label, "change": signed_text(by)} for kind, by in moved]
    return _("%(label)s：%(pieces)s") % {"label": label, "pieces": _("，").join(pieces)}


def warnings(found: Comparison) -> list[str]:
    """What makes the two periods hard to compare, each a sentence; none where nothing does."""
    said = [_length_words(found)] if not found.same_length else []
    if not found.same_rules:
        names = [_("、").join(rule.name for rule in period.rules) for period in (found.now, found.then)]
        told = {"now": names[0] or _("没有口径"), "then": names[1] or _("没有口径")}
        said.append(_("两期的统计口径不同：本期用%(now)s，对比期用%(then)s；选一版口径重算，统计口径才可比。") % told)
    if found.changed_offices:
        told = {"names": names_words(found.changed_offices)}
        said.append(_("%(names)s在两期中有撤并或新设，不是从头到尾都在。") % told)
    if found.untold_offices:
        told = {"names": names_words(found.untold_offices)}
        said.append(_("%(names)s有到期未登记的月份，数只会更多；因此少了的标“?”，不能判定。") % told)
    return said


def _length_words(found: Comparison) -> str:
    told = {
        "now": _days(found.now.span.days, found.now.working_days),
        "then": _days(found.then.span.days, found.then.working_days),
    }
    return _("两期长短不同：本期 %(now)s，对比期 %(then)s；每工作日的数列在下面一行。") % told


def _days(days: int, working: int) -> str:
    told = {"days": count_text(days), "working": count_text(working)}
    return ngettext("%(days)s 天（工作日 %(working)s 天）", "%(days)s 天（工作日 %(working)s 天）", days) % told
