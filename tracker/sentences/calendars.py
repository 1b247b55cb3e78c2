"""What a calendar says in words: which days an office had for its own work, and each of its cells."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.figures import count_text, day_text, hours_text
from tracker.models.kinds import Kind
from tracker.models.presets import Rule
from tracker.queries.calendars import CalendarMonth, Day, Noted
from tracker.queries.completeness import Gap
from tracker.sentences.month_names import MONTHS
from tracker.sentences.prices import day_words
from tracker.sentences.words import names_words


def month_name(month: int) -> str:
    """month: as an integer, 202611."""
    return str(MONTHS[month % 100 - 1])


def calendar_finding(month: CalendarMonth) -> str:
    """11月有 6 个工作日没有会议、检查和报送；无会日开会 2 次. “At most” where the ledger has gaps."""
    told = {"month": month_name(month.month), "free": count_text(month.free), "working": count_text(month.working)}
    if not month.has_begun:
        return _("%(month)s还没有到") % told
    if not month.working:
        return _("%(month)s还没有过工作日") % told
    if not month.is_known and not month.minutes:
        return _("%(month)s没有登记，不能判定哪些工作日空着") % told
    return _free_words(month, told) + _spite_words(month)


def _free_words(month: CalendarMonth, told: Mapping[str, str]) -> str:
    if not month.free:
        return _("%(month)s %(working)s 个工作日，天天有会议、检查或报送") % told
    if not month.is_known:
        return _("%(month)s %(working)s 个工作日中，至多 %(free)s 个没有会议、检查和报送") % told
    return _("%(month)s %(working)s 个工作日中，有 %(free)s 个没有会议、检查和报送") % told


def _spite_words(month: CalendarMonth) -> str:
    rules = [rule for day in month.past for rule in day.barred]
    if not rules or not (month.in_spite or month.is_known):
        return ""
    told = {"barred": barred_word(rules), "number": count_text(month.in_spite)}
    return (_("；%(barred)s开会 %(number)s 次") if month.in_spite else _("；%(barred)s没有开会")) % told


def busiest_words(month: CalendarMonth) -> str:
    """11月20日最重：290 人时，会议 3 次，报送到期 4 件; that nothing landed where nothing did."""
    busiest = max(month.past, key=lambda day: day.minutes, default=None)
    if busiest is None or not busiest.minutes:
        return _("%(month)s还没有登记占用工时的事项") % {"month": month_name(month.month)}
    said = _landed_words(busiest)
    if busiest.due:
        said.append(_("报送到期 %(number)s 件") % {"number": count_text(busiest.due)})
    return _("%(day)s最重：%(said)s") % {"day": day_text(busiest.day), "said": _("，").join(said)}


def quiet_words(month: CalendarMonth) -> str:
    """What else the month left; "" before its first working day."""
    if not month.working:
        return ""
    told = {"quiet": count_text(month.quiet), "evening": count_text(month.evening)}
    quiet = ngettext("不开会也不迎检的工作日 %(quiet)s 个", "不开会也不迎检的工作日 %(quiet)s 个", month.quiet) % told
    return quiet + (_("，18 时以后、8 时以前的会议 %(evening)s 次。") % told if month.evening else _("。"))


def gaps_words(gaps: Mapping[str, Gap]) -> str:
    """Why free days are no more than "at most"; "" where the ledger is complete."""
    if not gaps:
        return ""
    kinds = _("、").join(str(Kind(kind).label) for kind in Kind.values if kind in gaps)
    offices = list({office.pk: office for gap in gaps.values() for office in gap.offices}.values())
    if offices:
        told = {"offices": names_words(sorted(offices, key=lambda office: office.path)), "kinds": kinds}
        return _("%(offices)s的%(kinds)s登记不全，空着的只会更少。") % told
    return _("%(kinds)s登记不全，空着的只会更少。") % {"kinds": kinds}


def rules_words(rules: Sequence[Rule]) -> str:
    """The rules of days without meetings, with the names of their presets; "" where none is in force."""
    named = (_("%(rule)s（%(preset)s）") % {"rule": rule.text, "preset": rule.preset.title} for rule in rules)
    return _("；").join(dict.fromkeys(named))


def barred_word(rules: Sequence[Rule]) -> str:
    """无会日, 无会周 or both, by the rules that speak of the day; "" for none."""
    if not rules:
        return ""
    weeks = ["week" in rule.params for rule in rules]
    if all(weeks):
        return _("无会周")
    return _("无会日、无会周") if any(weeks) else _("无会日")


def rest_word(day: Day) -> str:
    """The name of a holiday, 休 on any other day off, 班 on a weekend day that is worked, "" on a plain working day."""
    is_weekend = day.day.isoweekday() > 5
    if day.is_working:
        return _("班") if is_weekend else ""
    return _("休")


def marks(day: Day) -> list[str]:
    """会2, 检1 and 晚1, in this order; what there is none of is left out."""
    told = [
        (day.meetings, _("会%(number)s")),
        (day.inspections, _("检%(number)s")),
        (day.evening, _("晚%(number)s")),
    ]
    return [text % {"number": count_text(number)} for number, text in told if number]


def due_mark(day: Day) -> str:
    return _("报%(number)s") % {"number": count_text(day.due)} if day.due else ""


def cell_words(day: Day) -> str:
    """The whole cell, for who does not see it: 11月20日（周五）：290 人时，会议 3 次，到场检查 1 次，发文 4 件."""
    said = [word for word in (day.holiday, rest_word(day), barred_word(day.barred)) if word]
    if not day.is_ahead:
        said += _landed_words(day)
    if day.in_spite:
        told = {"barred": barred_word(day.barred), "number": count_text(day.in_spite)}
        said.append(_("%(barred)s开会 %(number)s 次") % told)
    return _("%(day)s：%(said)s") % {"day": day_words(day.day), "said": _("，").join(said) or _("还没有到")}


def _landed_words(day: Day) -> list[str]:
    if not day.landed:
        return [_("没有登记事项")]
    told = [
        (day.meetings, _("会议 %(number)s 次")),
        (day.evening, _("其中 18 时以后、8 时以前 %(number)s 次")),
        (day.inspections, _("到场检查 %(number)s 次")),
        (day.documents, _("发文 %(number)s 件")),
    ]
    hours = _("%(hours)s 人时") % {"hours": hours_text(day.minutes)}
    return [hours, *(text % {"number": count_text(number)} for number, text in told if number)]


def due_words(day: Day) -> str:
    return _("%(day)s报送到期 %(number)s 件") % {"day": day_text(day.day), "number": count_text(day.due)}


def month_words(month: CalendarMonth) -> str:
    """A month of the overview: 11月：21 个工作日中 6 个没有会议、检查和报送，1,804 人时."""
    told = {
        "month": month_name(month.month),
        "working": count_text(month.working),
        "free": count_text(month.free),
        "hours": hours_text(month.minutes),
    }
    if not month.has_begun:
        return _("%(month)s：还没有到") % told
    if not month.is_known:
        return _("%(month)s：%(working)s 个工作日中至多 %(free)s 个没有会议、检查和报送，已知 %(hours)s 人时") % told
    return _("%(month)s：%(working)s 个工作日中 %(free)s 个没有会议、检查和报送，%(hours)s 人时") % told


def noted_words(noted: Noted) -> str:
    """11月18日（周三）15:00, and why it is named."""
    when = noted.item.starts_at.strftime(" %H:%M") if noted.item.starts_at else ""
    return day_words(noted.item.day) + when


def noted_finding(meetings: Sequence[Noted]) -> str:
    spite, late = sum(bool(one.barred) for one in meetings), sum(one.out_of_hours for one in meetings)
    if not meetings:
        return _("没有会议落在无会日或工作时间以外")
    barred = barred_word([rule for one in meetings for rule in one.barred])
    told = {"spite": count_text(spite), "late": count_text(late), "barred": barred}
    if spite and late:
        return _("%(barred)s开会 %(spite)s 次，工作时间以外 %(late)s 次") % told
    return (_("%(barred)s开会 %(spite)s 次") if spite else _("工作时间以外的会议 %(late)s 次")) % told


def steps_words(bounds: Sequence[int]) -> list[str]:
    """What each shade stands for, lightest first: 12 以下, 30 以下 … person-hours."""
    return [_("≤%(hours)s") % {"hours": hours_text(bound)} for bound in bounds]
