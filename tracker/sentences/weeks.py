"""What an office's week says in words: what collides, what could be moved or joined, what stays free."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.figures import count_text, day_text
from tracker.models.kinds import Kind
from tracker.periods import Span
from tracker.queries.occasions import Occasion
from tracker.queries.weeks import Collision, Move, Week, WeekRow
from tracker.sentences.prices import day_words, half_day_words

GRAVE, SLIGHT = "▲", "●"


def days_words(days: Span) -> str:
    """11月23日至29日, or 11月30日至12月6日."""
    told = {"first": day_text(days.first), "last": day_text(days.last), "day": days.last.day}
    if days.first.month == days.last.month:
        return _("%(first)s至%(day)s日") % told
    return _("%(first)s至%(last)s") % told


def week_finding(week: Week) -> str:
    """本周 3 处撞期，其中 1 处都要党政主要负责同志到场；10 个半天中空着 4 个."""
    return collisions_words(week.collisions, week.grave) + _("；") + free_halves_words(week)


def collisions_words(collisions: Sequence[Collision], grave: int) -> str:
    if not collisions:
        return _("没有撞期")
    told = {"number": count_text(len(collisions)), "grave": count_text(grave)}
    text = ngettext("%(number)s 处撞期", "%(number)s 处撞期", len(collisions)) % told
    return text + (_("，其中 %(grave)s 处都要党政主要负责同志到场") % told if grave else "")


def free_halves_words(week: Week) -> str:
    told = {"halves": count_text(len(week.working_halves)), "free": count_text(len(week.free))}
    if not week.working_halves:
        return _("这一周没有工作日")
    if not week.free:
        return _("工作日 %(halves)s 个半天，没有一个空着") % told
    return _("工作日 %(halves)s 个半天中空着 %(free)s 个") % told


def busiest_words(week: Week) -> str:
    """11月20日（周五）上午最挤，6 项; that nothing is known of the week where nothing is."""
    busiest = max(week.halves, key=lambda half: len(week.taking(half)))
    number = len(week.taking(busiest))
    if not number:
        return _("没有已知的会议和督检考")
    return _("%(when)s最挤，%(number)s 项") % {"when": half_day_words(busiest), "number": count_text(number)}


def principal_finding(wanting: Sequence[Occasion]) -> str:
    if not wanting:
        return _("没有要求党政主要负责同志到场的")
    number = len(wanting)
    text = ngettext(
        "%(number)s 项要求党政主要负责同志到场", "%(number)s 项要求党政主要负责同志到场", number
    )  # fmt: skip
    return text % {"number": count_text(number)}


def joint_finding(visits: Sequence[Occasion]) -> str:
    """3 次督检考来自 3 个单位，可合并 (or nothing could be joined)."""
    if not visits:
        return _("没有可合并的督检考")
    issuers = len({one.issuer for one in visits})
    told = {"number": count_text(len(visits)), "issuers": count_text(issuers)}
    return _("%(number)s 次督检考来自 %(issuers)s 个单位，可合并") % told


def thing_words(one: Occasion) -> str:
    """The title with its issuer; kind and issuer where the reader may not see the title."""
    told = {"title": one.title, "issuer": one.issuer, "kind": str(Kind(one.kind).label)}
    return (_("%(title)s（%(issuer)s）") if one.title else _("%(kind)s（%(issuer)s）")) % told


def short_words(one: Occasion) -> str:
    """For a cell: the title alone, or kind and issuer."""
    return one.title or thing_words(one)


def collision_when(collision: Collision) -> str:
    """11月26日（周四）上午, or the day alone where the same things take both halves."""
    return half_day_words(collision.halves[0]) if len(collision.halves) == 1 else day_words(collision.day)


def collision_words(collision: Collision) -> str:
    """What is the matter, in one clause."""
    told = {"number": count_text(len(collision.occasions))}
    text = _("%(number)s 项同在这半天") if len(collision.halves) == 1 else _("%(number)s 项同在这一天")
    if collision.is_grave:
        text += _("，不止一项要党政主要负责同志到场")
    if any(one.starts_at is None for one in collision.occasions):
        text += _("，有的没有说几点开始")
    return text % told


def symbol_of(collision: Collision) -> str:
    return GRAVE if collision.is_grave else SLIGHT


def move_words(move: Move) -> str:
    """可改到 11月26日（周四）上午：没有已知的安排."""
    told = {"thing": short_words(move.occasion)}
    if move.whole_day:
        return _("“%(thing)s”可改到 %(when)s，全天没有已知的安排") % (told | {"when": day_words(move.to.day)})
    return _("“%(thing)s”可改到 %(when)s，没有已知的安排") % (told | {"when": half_day_words(move.to)})


def area_finding(rows: Sequence[WeekRow]) -> str:
    """20 个单位中 19 个有撞期，共 92 处，其中 4 处都要党政主要负责同志到场."""
    concerned = [row for row in rows if row.collisions]
    told = {
        "offices": count_text(len(rows)),
        "concerned": count_text(len(concerned)),
        "number": count_text(sum(len(row.collisions) for row in rows)),
        "grave": count_text(sum(row.grave for row in rows)),
    }
    if not concerned:
        return _("%(offices)s 个单位都没有撞期") % told
    text = _("%(offices)s 个单位中 %(concerned)s 个有撞期，共 %(number)s 处") % told
    return text + (_("，其中 %(grave)s 处都要党政主要负责同志到场") % told if any(row.grave for row in rows) else "")
