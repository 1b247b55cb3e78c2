"""Capacity in words: the share of the working time taken, what it rests on, and where the minutes come from."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from tracker.figures import count_text, percent_text
from tracker.measures.reduction import share
from tracker.models.offices import Office
from tracker.queries.capacity import CapacityRow
from tracker.queries.landings import Landed
from tracker.sentences.words import NAMED


def capacity_finding(row: CapacityRow) -> str:
    """The title of the page: what is known, or why nothing is."""
    if row.staff is None:
        return _("在岗人数未录入，算不出占用了多少工作时间")
    if row.share is None:
        return _("这段时间没有工作日，算不出占用了多少工作时间")
    return _("本年占用%(share)s的工作时间") % {"share": percent_text(row.share)}


def share_words(row: CapacityRow) -> str:
    """Beside the hours: the share of working time, or that the staff is unknown."""
    if row.share is None:
        return _("在岗人数未录入") if row.staff is None else _("没有工作日")
    told = {"share": percent_text(row.share), "number": count_text(len(row.missing))}
    if row.missing:
        return _("占工作时间 %(share)s（%(number)s 个单位人数未录入，未计）") % told
    return _("占工作时间 %(share)s") % told


def missing_sentence(offices: Sequence[Office]) -> str:
    """Who has not told its staff; empty when everybody has."""
    if not offices:
        return ""
    names = _("、").join(office.name for office in offices[:NAMED])
    told = {"names": names, "number": count_text(len(offices))}
    if len(offices) > NAMED:
        return _("%(names)s等 %(number)s 个单位没有录入在岗人数，其人数和工时都没有计入。") % told
    return _("%(names)s没有录入在岗人数，其人数和工时都没有计入。") % told


def sources_sentence(minutes: int, measured: int, estimated: int) -> str:
    """How far the hours were measured: 实测 12.0%、估算 30.0%、按标准 58.0%. Empty without any hours."""
    if not minutes:
        return ""
    told = {
        "measured": percent_text(share(measured, minutes)),
        "estimated": percent_text(share(estimated, minutes)),
        "default": percent_text(share(minutes - measured - estimated, minutes)),
    }
    return _("实测 %(measured)s、估算 %(estimated)s、按标准 %(default)s") % told


def sources_of(landed: Sequence[Landed]) -> str:
    """The same of several kinds together."""
    return sources_sentence(
        sum(each.full_minutes for each in landed),
        sum(each.measured_minutes for each in landed),
        sum(each.estimated_minutes for each in landed),
    )
