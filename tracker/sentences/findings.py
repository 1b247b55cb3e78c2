"""The sentences above a chart or a page: what the figures say, made from the same figures."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tracker.figures import count_text, hours_text, percent_text
from tracker.measures.reduction import change, share
from tracker.measures.standing import Reason, Standing
from tracker.models.kinds import Kind
from tracker.periods import Span, month_span
from tracker.queries.issuers import IssuerRow
from tracker.queries.months import YearOfMonths
from tracker.queries.period_targets import BesideRow
from tracker.queries.recipients import RecipientRow
from tracker.queries.standings import StandingRow
from tracker.sentences.month_names import MONTHS
from tracker.sentences.units import full_unit, official_unit

TELLING_GAP = Decimal("0.05")
ABSURD = 9


def standing_sentence(cards: Sequence[StandingRow]) -> str:
    """会议已超额，发文临界，督检考达标。"""
    clauses = {
        Standing.OVER: _("%(kind)s已超额"),
        Standing.NEAR: _("%(kind)s临界"),
        Standing.WITHIN: _("%(kind)s达标"),
        Standing.UNKNOWN: _("%(kind)s不能判定"),
    }
    said = [clauses[card.judgement.standing] % {"kind": Kind(card.kind).label} for card in cards]
    return _("%(clauses)s。") % {"clauses": _("，").join(said)}


def beside_sentence(rows: Sequence[BesideRow]) -> str:
    """So that nobody reads 达标 of the year alone where a weekly number was passed; "" where none was."""
    number = sum(row.standing == Standing.OVER for row in rows)
    return _("其他承诺有 %(number)s 项超额。") % {"number": number} if number else ""


def gap_sentence(cards: Sequence[StandingRow]) -> str:
    """Where the official count fell much more than what really landed; "" where the two counts agree."""
    gaps = [
        (card.full_change - card.official_change, card)
        for card in cards
        if card.official_change is not None and card.full_change is not None and card.official_change < 0
    ]
    if not gaps:
        return ""
    gap, card = max(gaps, key=lambda pair: pair[0])
    if gap < TELLING_GAP:
        return ""
    told = {
        "kind": Kind(card.kind).label,
        "official": percent_text(abs(card.official_change or Decimal(0))),
        "full": percent_text(abs(card.full_change or Decimal(0))),
    }
    if (card.full_change or 0) < 0:
        return _("统计口径下%(kind)s减少 %(official)s，全口径只减 %(full)s。") % told
    return _("统计口径下%(kind)s减少 %(official)s，全口径反增 %(full)s。") % told


def hours_sentence(cards: Sequence[StandingRow]) -> str:
    """What it all cost, and how much of that the official count does not see."""
    minutes = sum(card.landed.full_minutes for card in cards)
    unseen = share(minutes - sum(card.landed.official_minutes for card in cards), minutes)
    if unseen is None:
        return ""
    return _("共占用 %(hours)s 人时，其中 %(unseen)s 不在统计口径内。") % {
        "hours": hours_text(minutes),
        "unseen": percent_text(unseen),
    }


def nothing_sentence(span: Span) -> str:
    first, last = (date_format(day, "DATE_FORMAT") for day in (span.first, span.last))
    return _("%(first)s至%(last)s没有登记任何事项。") % {"first": first, "last": last}


def path_finding(row: StandingRow, months: YearOfMonths) -> str:
    """Above the chart of one kind: how far from the ceiling, or why nothing can be said."""
    told = {"unit": official_unit(row.kind), "count": count_text(row.counted)}
    if row.ceiling is not None:
        told |= {"ceiling": count_text(row.ceiling), "left": count_text(row.remaining or 0)}
    if row.remaining == 0 and row.judgement.standing is Standing.NEAR:
        return _("全年限额 %(ceiling)s %(unit)s已用满") % told
    match row.judgement.reason:
        case Reason.CEILING_PASSED:
            told |= {"past": count_text(row.counted - (row.ceiling or 0)), "month": _crossed(row, months)}
            return _("%(month)s越过全年限额，已超 %(past)s %(unit)s") % told
        case Reason.PERIOD_PASSED:
            told["past"] = count_text(row.counted - (row.made_of.by_now or 0))
            return _("比上年同期压减后的数多 %(past)s %(unit)s") % told
        case Reason.AHEAD_OF_SEASON:
            told["ahead"] = count_text(max(1, round(row.counted - (row.judgement.expected or 0))))
            return _("离限额还有 %(left)s %(unit)s，比序时进度多 %(ahead)s %(unit)s") % told
        case Reason.LIKELY_BREACH if row.forecast is not None:
            told["median"] = count_text(row.forecast.median)
            return _("离限额还有 %(left)s %(unit)s，年末预计 %(median)s %(unit)s") % told
    plain = {
        Reason.UNDER_PACE: _("离限额还有 %(left)s %(unit)s，不快于序时进度"),
        Reason.SUSPECTED: _("有疑似变相未了结，已知 %(count)s %(unit)s"),
        Reason.INCOMPLETE: _("有的月份没有登记，已知至少 %(count)s %(unit)s"),
        Reason.SILENT: _("近期没有登记，已知至少 %(count)s %(unit)s"),
        Reason.NO_BASELINE: _("缺基期底数，算不出限额"),
    }
    text = plain.get(row.judgement.reason)
    return _without_target(row) if text is None else text % told


def _crossed(row: StandingRow, months: YearOfMonths) -> str:
    passed = [month for month, count in enumerate(months.running_official()) if count > (row.ceiling or 0)]
    return str(MONTHS[passed[0]]) if passed else ""


def _without_target(row: StandingRow) -> str:
    if row.before is None or row.baseline is None:
        return _("没有设目标，也没有可比的上年台账")
    more = row.landed.official - row.before.official
    told = {"year": row.baseline.year, "count": count_text(abs(more)), "unit": official_unit(row.kind)}
    if more > 0:
        return _("没有设目标；比%(year)s年同期多 %(count)s %(unit)s") % told
    if more < 0:
        return _("没有设目标；比%(year)s年同期少 %(count)s %(unit)s") % told
    return _("没有设目标；与%(year)s年同期持平") % told


def change_text(before: int | None, now: int) -> str:
    """Change against the base period with its sign; in words where there is nothing to compare with."""
    if before is None:
        return _("缺底数")
    if before == 0:
        return _("基期为 0")
    return percent_text(change(before, now), signed=True)


def growth_text(before: int, now: int) -> str:
    """Change against last year; in words where a percentage would say nothing: from zero, or more than tenfold."""
    growth = change(before, now)
    if growth is None:
        return _("新增") if now else percent_text(None)
    return _("超过 10 倍") if growth >= ABSURD else percent_text(growth, signed=True)


def matrix_finding(rows: Sequence[StandingRow]) -> str:
    """The kind in most trouble, in one line: 会议有 5 个单位超额、3 个临界，1 个不能判定."""
    kind = max(Kind.values, key=lambda kind: (_number(rows, kind, Standing.OVER), _number(rows, kind, Standing.NEAR)))
    over, near = _number(rows, kind, Standing.OVER), _number(rows, kind, Standing.NEAR)
    unknown = _number(rows, kind, Standing.UNKNOWN)
    told = {"kind": Kind(kind).label, "over": over, "near": near, "unknown": unknown}
    if over or near:
        text = _trouble(over, near) % told
        return text + _("，%(unknown)s 个不能判定") % told if unknown else text
    judged = [row for row in rows if row.judgement.standing is not Standing.UNKNOWN]
    if not judged:
        if not any(row.target for row in rows):
            return _("各单位没有设目标，只列收到的数量")
        return _("各单位都不能判定：缺底数、缺登记或没有设目标")
    if len(judged) < len(rows):
        return _("没有单位超额或临界，%(unknown)s 格不能判定") % {"unknown": len(rows) - len(judged)}
    return _("各单位三类都达标")


def _trouble(over: int, near: int) -> str:
    if over and near:
        return _("%(kind)s有 %(over)s 个单位超额、%(near)s 个临界")
    return _("%(kind)s有 %(over)s 个单位超额") if over else _("%(kind)s没有单位超额，%(near)s 个临界")


def _number(rows: Sequence[StandingRow], kind: str, standing: Standing) -> int:
    return sum(row.kind == kind and row.judgement.standing is standing for row in rows)


def months_finding(years: dict[str, YearOfMonths], span: Span) -> str:
    """How many finished months stand above the same month of the base year, by kind."""
    above = [(kind, *_above(year, span)) for kind, year in years.items() if year.has_baseline]
    finished = max((whole for _kind, _more, whole in above), default=0)
    if not finished:
        return _("各月收到的数量")
    said = [
        _("%(kind)s %(more)s 个月") % {"kind": Kind(kind).label, "more": more} for kind, more, _whole in above if more
    ]
    told = {"finished": finished, "kinds": _("、").join(said)}
    if not said:
        return _("已过的 %(finished)s 个整月，三类全口径都不高于基期同月") % told
    return _("已过的 %(finished)s 个整月里，全口径高于基期同月的：%(kinds)s") % told


def _above(year: YearOfMonths, span: Span) -> tuple[int, int]:
    whole = [
        row for row in year.rows if row.landed is not None and row.before and month_span(row.month).last <= span.last
    ]
    return sum(row.landed.full > row.before.full for row in whole if row.landed and row.before), len(whole)


def issuers_finding(shown: Sequence[IssuerRow], every: Sequence[IssuerRow]) -> str:
    """8 个单位占全口径工时的 58%，县应急管理局比上年同期增加最多."""
    whole = sum(row.minutes for row in every)
    part = share(sum(row.minutes for row in shown), whole)
    if part is None:
        return _("还没有单位带来工时")
    told = {"number": len(shown), "share": percent_text(part)}
    text = (
        _("%(number)s 个单位占全口径工时的 %(share)s") % told
        if len(shown) < len(every)
        else _("全部工时来自 %(number)s 个单位") % told
    )
    most = max(shown, key=lambda row: row.minutes - row.minutes_before)
    more = most.minutes - most.minutes_before
    if more <= 0 or not most.minutes_before:
        return text
    return text + _("，%(name)s比上年同期增加最多") % {"name": most.issuer.name}


def quota_finding(row: StandingRow) -> str:
    """Below an issuer's quota: what is used of how much."""
    told = {"count": count_text(row.counted), "unit": official_unit(row.kind)}
    if row.target is None:
        return _("没有设限额，本年已发 %(count)s %(unit)s") % told
    if row.ceiling is None:
        return _("缺基期底数，算不出限额；本年已发 %(count)s %(unit)s") % told
    told["ceiling"] = count_text(row.ceiling)
    if row.counted > row.ceiling:
        told["past"] = count_text(row.counted - row.ceiling)
        return _("已用 %(count)s，限额 %(ceiling)s，已超 %(past)s %(unit)s") % told
    return _("已用 %(count)s，限额 %(ceiling)s；浅线为序时进度") % told


def sent_sentence(rows: Sequence[StandingRow]) -> str:
    """What an issuer sent this year and what that cost those who received it."""
    sent = [
        _("%(kind)s %(count)s %(unit)s")
        % {
            "kind": Kind(row.kind).label,
            "count": count_text(row.landed.full),
            "unit": full_unit(row.kind),
        }
        for row in rows
    ]
    minutes = sum(row.landed.full_minutes for row in rows)
    told = {"sent": _("、").join(sent), "hours": hours_text(minutes)}
    return _("本年全口径发出%(sent)s，给接收单位带来 %(hours)s 人时。") % told


def recipients_finding(rows: Sequence[RecipientRow]) -> str:
    """To how many, and how much each of them on average: receivers are not compared with each other."""
    if not rows:
        return _("还没有送到任何单位")
    each = sum(row.minutes for row in rows) // len(rows)
    return _("送到 %(number)s 个单位，平均每个单位 %(hours)s 人时") % {"number": len(rows), "hours": hours_text(each)}
