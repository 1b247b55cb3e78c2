"""How offices are spread over their ceilings, in words: who is past the line, where the middle is, what is unknown."""

from django.utils.translation import gettext as _

from tracker.figures import count_text, percent_text, standing_word
from tracker.models.baselines import Count
from tracker.models.kinds import Kind
from tracker.queries.distributions import Distribution, Line, Point
from tracker.sentences.units import unit_of


def distribution_finding(found: Distribution) -> str:
    """会议：20 个单位中 3 个已过限额，半数用到 74% 以内; those without a line to be held against are told apart."""
    told = {
        "kind": str(Kind(found.kind).label),
        "known": count_text(len(found.known)),
        "all": count_text(len(found.points)),
        "unknown": count_text(len(found.unknown)),
        "over": count_text(found.over),
        "middle": percent_text(found.middle),
    }
    if not found.known:
        return _("%(kind)s：%(all)s 个单位都没有限额，也没有可比的基期，不能比") % told
    if found.line is Line.CEILING:
        text = _("%(kind)s：%(known)s 个有限额的单位中 %(over)s 个已过限额，半数用到 %(middle)s 以内")
    else:
        text = _("%(kind)s：%(known)s 个可比的单位中 %(over)s 个多于基期同期，半数不超过基期同期的 %(middle)s")
    return text % told + (_("；另 %(unknown)s 个不能判定") % told if found.unknown else "")


def drawn_words(found: Distribution) -> str:
    """What is drawn, in which count and order."""
    count = _("统计口径") if found.count == Count.OFFICIAL else _("全口径")
    told = {"count": count, "line": line_word(found)}
    return _("%(count)s，占%(line)s的份额；每点一个单位，每格 10 个百分点，格内按行政区划顺序，不作排名") % told


def line_word(found: Distribution) -> str:
    return _("全年限额") if found.line is Line.CEILING else _("基期同期")


def note_words(found: Distribution) -> str:
    """What is drawn apart or may be more than it seems; "" for nothing."""
    said = []
    if found.unknown:
        without = _("没有限额") if found.line is Line.CEILING else _("没有可比的基期同期数")
        told = {"number": count_text(len(found.unknown)), "without": without}
        said.append(_("%(number)s 个单位%(without)s，画在右侧斜线格，不算进半数") % told)
    if found.at_least:
        told = {"number": count_text(found.at_least)}
        said.append(_("斜线点 %(number)s 个登记不全，只会更多") % told)
    return _("；").join(said)


def point_words(point: Point, found: Distribution) -> str:
    """新桥镇：238 次，全年限额 292，用到 81.5%，达标."""
    told = {
        "office": point.row.office.name,
        "number": count_text(point.counted),
        "unit": unit_of(found.kind, found.count),
        "line": line_word(found),
        "against": "" if point.against is None else count_text(point.against),
        "share": percent_text(point.share),
    }
    text = _("%(office)s：至少 %(number)s %(unit)s") if point.at_least else _("%(office)s：%(number)s %(unit)s")
    if point.against is None:
        return (text + _("，没有%(line)s，不能判定")) % told
    if point.share is None:
        return (text + _("，%(line)s为 0") + (_("，已超过") if point.is_over else _("，不能判定"))) % told
    said = (text + _("，%(line)s %(against)s，相当于 %(share)s")) % told
    return said + _("，") + state_word(point, found)


def state_word(point: Point, found: Distribution) -> str:
    """The standing against a ceiling; more or not more than the same days, which is no standing."""
    if found.line is Line.CEILING:
        return standing_word(point.row.judgement.standing)
    if point.share is None and not point.is_over:
        return _("不能判定")
    return _("多于基期同期") if point.is_over else _("不多于基期同期")
