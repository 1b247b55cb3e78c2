"""What the price of a proposal says in words: the finding over each answer, and the sums behind the hours."""

from datetime import date

from django.utils.dateformat import format as format_date
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.figures import count_text, day_text, hours_text, rounded_percent
from tracker.measures.half_days import HalfDay
from tracker.measures.reduction import share
from tracker.models.kinds import Kind
from tracker.queries.occasions import Occasion
from tracker.queries.prices import Quota, Week
from tracker.queries.similarities import Similar
from tracker.rules.prices import Part, Price, PricePart
from tracker.rules.variants import Variant, Way
from tracker.sentences.units import official_unit

MOSTLY = 40  # percent of a price from which its largest part is named
_PARTS: dict[Part, Promise] = {
    Part.TRAVEL: gettext_lazy("往返路程"),
    Part.PREPARATION: gettext_lazy("准备材料"),
    Part.REPORT: gettext_lazy("报送情况"),
    Part.FORM: gettext_lazy("填表"),
    Part.TRACE: gettext_lazy("拍照留痕"),
}
_SPENT: dict[str, Promise] = {
    Kind.MEETING: gettext_lazy("参会"),
    Kind.DOCUMENT: gettext_lazy("阅办"),
    Kind.INSPECTION: gettext_lazy("陪同"),
}
_WAYS: dict[Way, Promise] = {
    Way.VIDEO: gettext_lazy("改开视频会"),
    Way.SHORTER: gettext_lazy("缩短到 %(minutes)s 分钟"),
    Way.ONE_REPORT: gettext_lazy("只报送一次"),
    Way.NO_REPORT: gettext_lazy("不要求报送"),
    Way.NO_FORM: gettext_lazy("不另发报表"),
    Way.NO_TRACE: gettext_lazy("不要求留痕"),
    Way.TOWNS_ONLY: gettext_lazy("只发到乡镇（街道），不直接到村"),
    Way.NOT_AGAIN: gettext_lazy("不再发给已收到相近事项的单位，只发其余 %(offices)s 个"),
}


def part_label(part: PricePart, kind: str) -> str:
    """报送情况 6 次."""
    label = str(_SPENT[kind] if part.part is Part.SPENT else _PARTS[part.part])
    return _("%(label)s %(times)s 次") % {"label": label, "times": part.times} if part.times > 1 else label


def part_sum(part: PricePart, offices: int) -> str:
    """12 个单位 × 4 人 × 60 分钟."""
    factors = [_("%(number)s 个单位") % {"number": count_text(offices)}]
    if part.people is not None:
        factors.append(_("%(number)s 人") % {"number": count_text(part.people)})
    if part.times > 1:
        factors.append(_("%(number)s 次") % {"number": count_text(part.times)})
    return " × ".join([*factors, _("%(number)s 分钟") % {"number": count_text(part.minutes)}])


def price_finding(price: Price, kind: str) -> str:
    """代价：310 人时，报送情况占 58%."""
    if not price.offices:
        return _("代价：选好接收单位就能算")
    told = {"hours": hours_text(price.total)}
    largest = max(price.parts, key=lambda part: part.each, default=None)
    part = share(largest.each, price.each) if largest and len(price.parts) > 1 else None
    if largest is None or part is None or part * 100 < MOSTLY:
        return _("代价：%(hours)s 人时") % told
    told |= {"part": part_label(largest, kind), "share": str(rounded_percent(part).to_integral_value())}
    return _("代价：%(hours)s 人时，%(part)s占 %(share)s%%") % told


def each_words(price: Price, working_minutes: int) -> str:
    """平均每个单位 26 人时，相当于 1 个人干 3.2 天."""
    days = price.each / working_minutes
    told = {"hours": hours_text(price.each), "days": f"{days:.1f}"}
    return _("每个单位 %(hours)s 人时，相当于 1 个人干 %(days)s 天") % told


def quota_finding_after(quota: Quota) -> str:
    """What sending it does to the year's quota, in one line."""
    kind = str(Kind(quota.row.kind).label)
    told = {"kind": kind, "unit": official_unit(quota.row.kind)}
    if not quota.counts:
        return _("不占%(kind)s额度，工时照计") % told
    if quota.left_after is None:
        return _("计入统计口径；%(kind)s没有可用的限额") % told
    if quota.over_after:
        return _("发出后超出全年限额 %(number)s %(unit)s") % (told | {"number": count_text(quota.over_after)})
    return _("发出后本年还能发 %(number)s %(unit)s") % (told | {"number": count_text(quota.left_after)})


def rules_finding(touched: int, hard: int) -> str:
    """触及 5 条规定，3 条须先处理."""
    if not touched:
        return _("没有触及规定")
    text = ngettext("触及 %(touched)s 条规定", "触及 %(touched)s 条规定", touched) % {"touched": touched}
    return text + _("，%(hard)s 条须先处理") % {"hard": hard} if hard else text


def similar_finding(similar: list[Similar]) -> str:
    if not similar:
        return _("近 90 天没有相近事项")
    return _("近 90 天有 %(number)s 件相近事项") % {"number": len(similar)}


def similar_words(one: Similar) -> str:
    """Of what the reader may not see: 县水利局 11月5日 有 1 件相近的发文."""
    told = {
        "issuer": one.item.issuer_name,
        "day": day_text(one.item.day),
        "kind": Kind(one.item.kind).label,
    }
    return _("%(issuer)s %(day)s有 1 件相近的%(kind)s") % told


def merge_words(similar: list[Similar], offices: int) -> str:
    """What the most similar item makes possible; "" without one."""
    if not similar:
        return ""
    told = {"reached": count_text(len(similar[0].reached)), "offices": count_text(offices)}
    return _("最相近的 1 件已送到其中 %(reached)s／%(offices)s 个单位。请先看能否合并或套开，不另发一件。") % told


def week_finding(week: Week) -> str:
    """11月24日上午已有 2 项安排, or that nothing is in the way; of a document, what falls due that week."""
    if not week.wanted:
        due = sum(one.is_due for one in week.occasions)
        told = {"first": day_text(week.days.first), "last": day_text(week.days.last), "number": due}
        if not due:
            return _("%(when)s没有已知的安排") % {"when": _("%(first)s至%(last)s") % told}
        return _("%(first)s至%(last)s，接收单位已有 %(number)s 项报送到期") % told
    told = {"when": when_words(week.wanted), "number": len(week.clashes)}
    if week.clashes:
        return _("%(when)s已有 %(number)s 项安排") % told
    return _("%(when)s没有已知的安排") % told


def free_words(week: Week) -> str:
    """可改：11月26日（周四）上午；各单位都没有已知的安排."""
    if week.free is None:
        return _("此后四周的工作日里，没有各单位都空的半天。")
    if week.whole_day:
        return _("可改到 %(when)s：各接收单位全天都没有已知的安排。") % {"when": day_words(week.free.day)}
    return _("可改到 %(when)s：各接收单位都没有已知的安排。") % {"when": half_day_words(week.free)}


def occasion_words(one: Occasion) -> str:
    """09:00 会议 全县防汛抗旱总结会（县水利局），12 个单位; without the title where it is not for this reader."""
    told = {
        "kind": _("报送到期") if one.is_due else str(Kind(one.kind).label),
        "title": one.title,
        "issuer": one.issuer,
        "number": count_text(one.offices),
    }
    if one.title:
        return _("%(kind)s：%(title)s（%(issuer)s），%(number)s 个单位") % told
    return _("%(kind)s（%(issuer)s），%(number)s 个单位") % told


def variant_words(variant: Variant) -> str:
    told = {"minutes": variant.proposal.minutes, "offices": count_text(len(variant.proposal.offices))}
    return str(_WAYS[variant.way]) % told


def variants_finding(found: list[Variant]) -> str:
    if not found:
        return _("没有更省的办法可推荐")
    return _("改一处，最多可省 %(hours)s 人时") % {"hours": hours_text(found[0].saved)}


def when_words(halves: tuple[HalfDay, ...]) -> str:
    return half_day_words(halves[0]) if len(halves) == 1 else day_words(halves[0].day)


def half_day_words(half: HalfDay) -> str:
    """11月26日（周四）上午."""
    return day_words(half.day) + (_("下午") if half.is_afternoon else _("上午"))


def day_words(day: date) -> str:
    # Translators: a day with its weekday, as Django formats dates; in English "j M (D)".
    return format_date(day, _("n月j日（D）"))
