"""Formal against informal in words. What was seen is told, never what was meant: it asks to be checked (需要核对)."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tracker.figures import count_text, hours_text, percent_text
from tracker.measures.reduction import share
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.queries.causes import By
from tracker.queries.channels import Channels, FormRow, Versus, WayMonth
from tracker.rules.channels import Way

BY_SWITCH: dict[str, Promise] = {By.COUNT: gettext_lazy("按事项数"), By.HOURS: gettext_lazy("按工时")}
UNITS: dict[str, Promise] = {By.COUNT: pgettext_lazy("channels", "项"), By.HOURS: gettext_lazy("人时")}
NAMED = 2  # informal forms named in a sentence, those that grew most


def channels_finding(figures: Channels) -> str:
    """正式渠道比上年同期少 20 项，非正式渠道多 35 项，需要核对是不是换了形式; without a full stop."""
    formal, informal = figures.ways[Way.FORMAL], figures.ways[Way.INFORMAL]
    told = {"formal": count_text(formal.now.full_items), "informal": count_text(informal.now.full_items)}
    if figures.is_empty:
        return _("这段时间没有登记任何事项")
    if formal.more_items is None or informal.more_items is None:
        return _("正式渠道 %(formal)s 项，非正式渠道 %(informal)s 项；上年没有台账，看不出增减") % told
    told = {"formal": _more(formal.more_items), "informal": _more(informal.more_items)}
    text = _("正式渠道比上年同期%(formal)s，非正式渠道%(informal)s") % told
    if formal.more_items < 0 < informal.more_items:
        return _("%(finding)s，需要核对是不是换了形式") % {"finding": text}
    return text


def channels_more(figures: Channels) -> list[str]:
    """Sentences that follow the finding: which informal forms grew, what they cost, and what nobody recorded."""
    said = [_grown(figures.forms), _cost(figures)]
    unknown = figures.ways[Way.UNKNOWN].now.full_items
    if unknown:
        said.append(_("另有 %(number)s 项没有登记渠道，不算在哪一边。") % {"number": count_text(unknown)})
    return [sentence for sentence in said if sentence]


def _more(number: int) -> str:
    """多 35 项, 少 20 项 or 持平."""
    told = {"number": count_text(abs(number))}
    if not number:
        return _("持平")
    return _("多 %(number)s 项") % told if number > 0 else _("少 %(number)s 项") % told


def _grown(forms: Sequence[FormRow]) -> str:
    """增加最多的是便函、便笺（多 261 项）、工作提示（多 186 项）; "" where nothing informal grew."""
    grown = [(row.versus.more_items or 0, row) for row in forms if row.way == Way.INFORMAL]
    most = sorted((pair for pair in grown if pair[0] > 0), key=lambda pair: -pair[0])[:NAMED]
    if not most:
        return ""
    named = [_("%(form)s（%(more)s）") % {"form": form_words(row), "more": _more(more)} for more, row in most]
    return _("非正式渠道里增加最多的是%(forms)s。") % {"forms": _("、").join(named)}


def _cost(figures: Channels) -> str:
    """What the informal ones take of the hours whose way is known, this year and last."""
    told = {"share": informal_share_text(figures.ways, before=False), "hours": "", "before": ""}
    informal = figures.ways[Way.INFORMAL]
    told["hours"] = hours_text(informal.now.full_minutes)
    if not informal.now.full_minutes:
        return ""
    if informal.before is None:
        return _("非正式渠道占用 %(hours)s 人时，占 %(share)s。") % told
    told["before"] = informal_share_text(figures.ways, before=True)
    return _("非正式渠道占用 %(hours)s 人时，占 %(share)s，上年同期占 %(before)s。") % told


def informal_share_text(ways: dict[str, Versus], *, before: bool) -> str:
    """Share of person-hours that came informally, among those whose way is known."""
    amounts = [ways[way].before if before else ways[way].now for way in (Way.FORMAL, Way.INFORMAL)]
    formal, informal = (0 if amount is None else amount.full_minutes for amount in amounts)
    return percent_text(share(informal, formal + informal))


def counts_finding(figures: Channels) -> str:
    """计入统计口径的比上年同期少 386 项，全口径少 56 项: whether less in one count is less in the other."""
    now, before = figures.whole.now, figures.whole.before
    if before is None:
        told = {"official": count_text(now.official_items), "full": count_text(now.full_items)}
        return _("计入统计口径的 %(official)s 项，全口径 %(full)s 项") % told
    told = {
        "official": _more(now.official_items - before.official_items),
        "full": _more(now.full_items - before.full_items),
    }
    return _("计入统计口径的比上年同期%(official)s，全口径%(full)s") % told


def months_finding(months: Sequence[WayMonth], by: str) -> str:
    """已过的 10 个整月里，正式渠道少于上年同月 9 个月，非正式渠道多于上年同月 8 个月. months: those that are over."""
    known = [(month.now, month.before) for month in months if month.now is not None and month.before is not None]
    if not known:
        return _("各月正式渠道与非正式渠道")
    told = {
        "finished": len(known),
        "fewer": sum(now[Way.FORMAL].by(by) < before[Way.FORMAL].by(by) for now, before in known),
        "more": sum(now[Way.INFORMAL].by(by) > before[Way.INFORMAL].by(by) for now, before in known),
    }
    return (
        _("已过的 %(finished)s 个整月里，正式渠道 %(fewer)s 个月少于上年同月，非正式渠道 %(more)s 个月多于上年同月")
        % told
    )


def forms_finding(forms: Sequence[FormRow]) -> str:
    """红头文件少 459 项，群通知多 135 项: the form that fell most, and the one that rose most."""
    moved = sorted(((row.versus.more_items or 0, row) for row in forms), key=lambda pair: pair[0])
    if not moved or moved[0][0] == moved[-1][0] == 0:
        return _("各种形式和渠道的数量")
    ends = [(more, row) for more, row in (moved[0], moved[-1]) if more]
    return _("，").join(
        dict.fromkeys(_("%(form)s%(more)s") % {"form": form_words(row), "more": _more(more)} for more, row in ends)
    )


def shifts_finding(figures: Channels) -> str:
    """31 个来文单位正式减少、非正式增加，需要核对."""
    if not figures.has_before:
        return _("上年没有台账，看不出各单位的增减")
    number = len(figures.checking)
    if not number:
        return _("没有来文单位正式明显减少、非正式明显增加")
    return _("%(number)s 个来文单位正式减少、非正式增加，需要核对") % {"number": count_text(number)}


def form_words(row: FormRow) -> str:
    """便函、便笺 of documents; 会议（工作群） of what was announced by a channel; 会议（渠道不明）."""
    if row.kind == Kind.DOCUMENT:
        return str(Item.DocumentFormat(row.code).label)
    channel = str(Item.Channel(row.code).label) if row.code else _("渠道不明")
    return _("%(kind)s（%(channel)s）") % {"kind": Kind(row.kind).label, "channel": channel}


def points_text(part: object) -> str:
    """A share in percentage points with its sign: +12.3; a dash for none."""
    return percent_text(part, signed=True).removesuffix("%")  # type: ignore[arg-type]
