"""Chains in words: what one upper item became, what each level added, what is out of scope."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.figures import NOTHING, count_text, day_text, hours_text
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.queries.chains import Chain, ChainRow, LevelSum
from tracker.queries.uppers import Ground, Upper
from tracker.rules.chains import ASKS

_FROM: dict[str, Promise] = {
    Office.Level.CENTRAL: gettext_lazy("中央"),
    Office.Level.PROVINCE: gettext_lazy("省里"),
    Office.Level.CITY: gettext_lazy("市里"),
    Office.Level.COUNTY: gettext_lazy("县里"),
    Office.Level.TOWN: gettext_lazy("镇里"),
    Office.Level.VILLAGE: gettext_lazy("村里"),
}
_DOWN_TO: dict[str, Promise] = {
    Office.Level.CENTRAL: gettext_lazy("到中央"),
    Office.Level.PROVINCE: gettext_lazy("到省"),
    Office.Level.CITY: gettext_lazy("到市"),
    Office.Level.COUNTY: gettext_lazy("到县"),
    Office.Level.TOWN: gettext_lazy("到镇"),
    Office.Level.VILLAGE: gettext_lazy("到村"),
}
_ONE: dict[str, Promise] = {
    Kind.MEETING: gettext_lazy("1 次会议"),
    Kind.DOCUMENT: gettext_lazy("1 件文件"),
    Kind.INSPECTION: gettext_lazy("1 项督检考"),
}
_MORE_ASKED: dict[str, Promise] = {
    "asks_report": gettext_lazy("加报情况"),
    "asks_form": gettext_lazy("加填表"),
    "asks_trace": gettext_lazy("加留痕照片"),
}
_WHOLE_FROM = 10


def chain_finding(chain: Chain) -> str:
    """省里 1 件通知，到村变成 6 次会、9 份文件、3 张表，连同原件共 412 人时，是原件的 14 倍; without a full stop."""
    told = {"root": root_words(chain.root.item), "hours": hours_text(chain.minutes), "where": reach_words(chain)}
    if not chain.downstream:
        return _("%(root)s，往下还没有引出别的事项，共 %(hours)s 人时") % told
    told |= {"became": became_words(chain), "times": times_text(chain.factor)}
    if chain.factor is None:
        return _("%(root)s，%(where)s变成 %(became)s，共 %(hours)s 人时") % told
    return _("%(root)s，%(where)s变成 %(became)s，连同原件共 %(hours)s 人时，是原件的 %(times)s 倍") % told


def chains_finding(chains: Sequence[Chain], area: str, shown: int) -> str:
    """The title of an area's list: how many, and the heaviest."""
    if not chains:
        return _("%(area)s还没有对应过上级来文的事项") % {"area": area}
    first = chains[0]
    told = {"number": count_text(len(chains)), "hours": hours_text(first.minutes), "shown": count_text(shown)}
    told |= {"title": first.root.item.title, "times": times_text(first.factor)}
    if first.factor is None:
        return _("%(number)s 条层层加码链，最重的一条 %(hours)s 人时") % told
    return _("%(number)s 条层层加码链，最重的一条 %(hours)s 人时，是原件的 %(times)s 倍") % told


def root_words(item: Item) -> str:
    """省里 1 件通知: where it came from and what it is; of a document by its genre where that is known."""
    said = str(_FROM[item.issuer.level])
    if item.kind == Kind.DOCUMENT and item.genre and item.genre != Item.Genre.OTHER:
        return _("%(place)s 1 件%(genre)s") % {"place": said, "genre": item.get_genre_display()}
    return _("%(place)s %(one)s") % {"place": said, "one": str(_ONE[item.kind])}


def reach_words(chain: Chain) -> str:
    """到村: the lowest level it landed on; 往下 where it landed on none that the reader may see."""
    return str(_DOWN_TO[chain.reaches]) if chain.reaches else _("往下")


def became_words(chain: Chain) -> str:
    """6 次会、9 份文件、3 张表; what there is none of is left out."""
    parts = [
        (chain.meetings, _("%(number)s 次会")),
        (chain.documents, _("%(number)s 份文件")),
        (chain.inspections, _("%(number)s 项督检考")),
        (chain.forms, _("%(number)s 张表")),
    ]
    return _("、").join(text % {"number": count_text(number)} for number, text in parts if number)


def times_text(factor: Decimal | None) -> str:
    """14 or 3.4: whole from ten up, one decimal below, without an empty one. A dash where nothing can be said."""
    if factor is None:
        return NOTHING
    step = Decimal(1) if factor >= _WHOLE_FROM else Decimal("0.1")
    rounded = factor.quantize(step, ROUND_HALF_UP)
    return count_text(int(rounded)) if rounded == rounded.to_integral_value() else count_text(float(rounded))


def demands_words(item: Item) -> str:
    """报送情况、填表；党政主要负责同志: what the item itself asks for, the deadline apart; a dash for nothing."""
    asked = [str(_ASKED[name]) for name in ASKS if getattr(item, name)]
    said = [_("、").join(asked)] if asked else []
    if item.required_rank:
        said.append(_("%(who)s参加") % {"who": item.get_required_rank_display()})
    return _("；").join(said) or NOTHING


def added_words(row: ChainRow) -> str:
    """What it demands beyond everything above it, in one line; a dash where that is nothing."""
    if row.added is None:
        return _("原件") if row.depth == 0 else _("上一级不在您的范围内，看不出加了什么")
    return _("；").join(_added(row)) or NOTHING


def short_added(row: ChainRow) -> str:
    """The same for the picture: demands alone, "" for nothing."""
    return "" if row.added is None else _("；").join(_more_demanded(row))


def level_words(level: LevelSum) -> str:
    """What one level added, in one line; a dash where that is nothing."""
    return _("；").join(_level_added(level)) or NOTHING


def unseen_words(number: int) -> str:
    return _("另有 %(number)s 件，不在您的范围内") % {"number": count_text(number)}


def ground_words(upper: Upper) -> str:
    """Why an item is offered as a parent."""
    match upper.ground:
        case Ground.NUMBER:
            return _("标题里写了它的文号")
        case Ground.TITLE:
            return _("标题相近")
    return _("近期来文")


_ASKED: dict[str, Promise] = {
    "asks_report": gettext_lazy("报送情况"),
    "asks_form": gettext_lazy("填表"),
    "asks_trace": gettext_lazy("留痕照片"),
}


def _added(row: ChainRow) -> Iterator[str]:
    assert row.added is not None
    if row.added.meeting:
        yield _("加开会")
    if row.added.visit:
        yield _("加督检考")
    yield from _more_demanded(row)
    if row.added.receivers:
        yield _("多送到 %(number)s 个单位") % {"number": count_text(row.added.receivers)}


def _more_demanded(row: ChainRow) -> Iterator[str]:
    added, item = row.added, row.item
    assert added is not None
    if added.earlier:
        yield _("期限提前 %(days)s 天") % {"days": count_text(added.earlier)}
    if added.sets_deadline and item.deadline:
        yield _("加期限 %(day)s") % {"day": day_text(item.deadline)}
    yield from (str(_MORE_ASKED[name]) for name in added.asks)
    if added.rank:
        yield _("要%(who)s参加") % {"who": item.get_required_rank_display()}


def _level_added(level: LevelSum) -> Iterator[str]:
    if level.earlier:
        yield _("期限最多提前 %(days)s 天") % {"days": count_text(level.earlier)}
    counts = (
        (level.deadlines, _("%(number)s 件加期限")),
        (level.reports, _("%(number)s 件加报情况")),
        (level.forms, _("%(number)s 件加填表")),
        (level.traces, _("%(number)s 件加留痕照片")),
        (level.ranks, _("%(number)s 件要更高一级参加")),
        (level.receivers, _("多送到 %(number)s 件次")),
    )
    yield from (text % {"number": count_text(number)} for number, text in counts if number)
