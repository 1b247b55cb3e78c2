"""What a target means in words: the number it allows, and how it comes about."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.figures import count_text, day_text, percent_text
from tracker.measures.reduction import mean_of_reductions, reduction_of_sums
from tracker.models.targets import Target
from tracker.queries.baselines import number_of
from tracker.queries.ceilings import Missing
from tracker.queries.period_targets import BesideReason, BesideRow, Bucket, PeriodRow
from tracker.queries.standings import StandingRow
from tracker.queries.target_rows import TargetRow
from tracker.sentences.month_names import MONTHS
from tracker.sentences.units import unit_of
from tracker.sentences.words import percent_words, target_words


def meaning(row: TargetRow) -> str:
    """2026年发文不超过 77 件：2025年 110 件 ×（1 − 30%），向下取整; without a full stop."""
    if row.target.type not in Target.ANNUAL:
        return meaning_beside(row.target)
    return _of_several(row) if row.own is None else meaning_of(row.own)


def meaning_of(row: StandingRow) -> str:
    """The same of one office that an annual target binds. Raises AssertionError without a target."""
    return _missing(row) or _of_one(row)


def in_force_words(target: Target) -> str:
    """Its days where they are not the whole year: 7月1日起, 至6月30日, 3月1日至5月31日; else nothing."""
    from_start = (target.valid_from.month, target.valid_from.day) == (1, 1)
    told = {"first": day_text(target.valid_from), "last": day_text(target.valid_to) if target.valid_to else ""}
    if not target.valid_to or (target.valid_to.month, target.valid_to.day) == (12, 31):
        return "" if from_start else _("%(first)s起") % told
    return _("至%(last)s") % told if from_start else _("%(first)s至%(last)s") % told


def averages_words(row: TargetRow) -> str:
    """What several offices cut against the same span, as one rate of the sums and as the mean of their rates.

    Nothing unless at least two of them can be compared.
    """
    count = row.target.count
    pairs = [(number_of(one.before, count), one.counted) for one in row.bound if one.before is not None]
    whole, mean = reduction_of_sums(pairs), mean_of_reductions(pairs)
    if len(pairs) < 2 or whole is None or mean is None:
        return ""
    return _("较同期压减：合计 %(whole)s（总数之比），各单位平均 %(mean)s（比率的平均）") % {
        "whole": percent_text(whole),
        "mean": percent_text(mean),
    }


def meaning_beside(target: Target) -> str:
    """A promise beside the yearly one: 2026年会议每月不超过 3 次."""
    told = {"year": target.year, "kind": target.get_kind_display()}
    if target.type == Target.Type.SHARE:
        return _("%(year)s年%(promise)s") % (told | {"promise": target_words(target)})
    told |= {
        "period": target.get_period_display(),
        "number": count_text(target.number or 0),
        "unit": unit_of(target.kind, target.count),
    }
    return _("%(year)s年%(kind)s%(period)s不超过 %(number)s %(unit)s") % told


def _of_one(row: StandingRow) -> str:
    target = row.target
    assert target is not None
    told = {
        "year": target.year,
        "kind": target.get_kind_display(),
        "ceiling": count_text(row.ceiling or 0),
        "unit": unit_of(target.kind, target.count),
        "base_year": target.baseline_year,
        "base": count_text(row.made_of.cut_from or 0),
        "percent": percent_words(target.share),
    }
    allowed = _("%(year)s年%(kind)s不超过 %(ceiling)s %(unit)s") % told
    if target.type == Target.Type.FIXED:
        return allowed
    if target.type == Target.Type.NOT_ABOVE_LAST_YEAR:
        return _("%(allowed)s：不多于%(base_year)s年，只减不增") % (told | {"allowed": allowed})
    of_what = _("%(base_year)s年限额") if target.mode == Target.Mode.CHAINED else _("%(base_year)s年")
    told |= {"allowed": allowed, "of_what": of_what % told}
    cut = _("%(allowed)s：%(of_what)s %(base)s %(unit)s ×（1 − %(percent)s%%），向下取整") % told
    return cut if row.made_of.by_now is None else cut + _by_now(row.made_of.by_now, unit_of(target.kind, target.count))


def _by_now(number: int, unit: str) -> str:
    return _("；每天都和上年同期比，到今天不超过 %(number)s %(unit)s") % {"number": count_text(number), "unit": unit}


def _missing(row: StandingRow) -> str:
    """Why there is no ceiling; nothing when there is one."""
    assert row.target is not None
    told = {"year": row.target.baseline_year}
    match row.made_of.missing:
        case Missing.BASELINE:
            return _("缺 %(year)s 年底数，暂时算不出限额") % told
        case Missing.LINK:
            return _("%(year)s年没有目标，接不上，暂时算不出限额") % told
        case Missing.LINK_CEILING:
            return _("%(year)s年的目标缺底数，暂时算不出限额") % told
        case Missing.CIRCLE:
            return _("链式目标的基期年份要逐级更早，暂时算不出限额")
    return ""


def _of_several(row: TargetRow) -> str:
    if not row.bound:
        return _("没有适用的单位")
    missing = len(row.bound) - len(row.ceilings)
    numbers = {"number": count_text(len(row.bound)), "missing": count_text(missing)}
    if missing:
        return _("适用 %(number)s 个单位，各自计算限额；%(missing)s 个缺底数，暂时算不出") % numbers
    return _("适用 %(number)s 个单位，各自计算限额") % numbers


def beside_words(row: BesideRow) -> str:
    """How a promise beside the yearly one stands: 2 个月超过（3月 5、6月 4）；本月 1, without a full stop."""
    if isinstance(row, PeriodRow):
        return _period_words(row)
    told = {"part": count_text(row.part), "whole": count_text(row.whole)}
    match row.reason:
        case BesideReason.NOTHING_YET:
            return _("还没有会议，无从判定")
        case BesideReason.NO_EVIDENCE:
            return _("%(whole)s 次会议中视频 %(part)s 次；登记不全，暂不能判定") % told
        case BesideReason.BELOW:
            return _("%(whole)s 次会议中视频 %(part)s 次，低于承诺的比例") % told
    return _("%(whole)s 次会议中视频 %(part)s 次，不低于承诺的比例") % told


def _period_words(row: PeriodRow) -> str:
    told = {"passed": count_text(len(row.passed)), "present": count_text(row.present.count)}
    told["now"] = str(_NOW[row.target.period])
    match row.reason:
        case BesideReason.PASSED:
            return str(_PASSED[row.target.period]) % told
        case BesideReason.REACHED:
            return _("%(now)s %(present)s，已用满") % told
        case BesideReason.NO_EVIDENCE:
            return _("%(now)s %(present)s；登记不全，数少不能说明达标") % told
    return _("没有超过的；%(now)s %(present)s") % told


def bucket_words(row: PeriodRow, bucket: Bucket) -> str:
    """Which day, week or month: 3月5日, 3月2日至3月8日, 3月."""
    if row.target.period == Target.Period.MONTH:
        return str(MONTHS[bucket.span.first.month - 1])
    first, last = day_text(bucket.span.first), day_text(bucket.span.last)
    return first if first == last else _("%(first)s至%(last)s") % {"first": first, "last": last}


_NOW: dict[str, Promise] = {
    Target.Period.DAY: gettext_lazy("今天"),
    Target.Period.WEEK: gettext_lazy("本周"),
    Target.Period.MONTH: gettext_lazy("本月"),
}
_PASSED: dict[str, Promise] = {
    Target.Period.DAY: gettext_lazy("%(passed)s 天超过；%(now)s %(present)s"),
    Target.Period.WEEK: gettext_lazy("%(passed)s 周超过；%(now)s %(present)s"),
    Target.Period.MONTH: gettext_lazy("%(passed)s 个月超过；%(now)s %(present)s"),
}
