"""What a comparison on the same units says."""

from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from tracker.models.kinds import Kind
from tracker.queries.baskets import Basket, BasketRow, Change, Group, Pair


def index_text(pair: Pair) -> str:
    """The base as 100, with one decimal; in words where the base is nothing."""
    return _("基期为 0") if pair.index is None else str(number_format(pair.index, 1))


def basket_sentence(basket: Basket) -> str:
    """Where the raw index and that of the same basket differ most; or that they are one."""
    told: dict[str, Any] = {"base": basket.base.first.year}
    if not basket.groups:
        return _("与%(base)s年相比，单位没有撤并、拆分或新设，两种指数相同。") % told
    rows = [row for row in basket.rows if row.full.index is not None and row.full_same.index is not None]
    if not rows:
        return _("%(base)s年同期没有登记，没有指数可比。") % told
    most = max(rows, key=_difference)
    told |= {"kind": Kind(most.kind).label, "raw": index_text(most.full), "same": index_text(most.full_same)}
    if most.full.index == most.full_same.index:
        return _("单位有变动，三类的两种指数相同。")
    return (
        _("以%(base)s年同期为 100，%(kind)s的原始指数是 %(raw)s，同口径是 %(same)s；差别来自单位变动，不是减负。")
        % told
    )


def _difference(row: BasketRow) -> Decimal:
    return abs((row.full.index or Decimal(0)) - (row.full_same.index or Decimal(0)))


def group_words(group: Group) -> str:
    """和平村并入红旗村; 和平村拆分，按新桥镇合计比较."""
    others = _("、").join(office.name for office in group.offices if office.pk != group.heir.pk)
    text = {
        Change.MERGED: _("%(others)s并入%(heir)s"),
        Change.SPLIT: _("%(others)s有拆分，按%(heir)s合计比较"),
        Change.FOUNDED: _("%(others)s新设，不在可比范围"),
        Change.CLOSED: _("%(others)s撤销，不在可比范围"),
    }
    return text[group.change] % {"others": others, "heir": group.heir.name}


def effect_words(group: Group) -> str:
    """By how many landings of each kind it moves the raw figure: 会议 −3、发文 −12 件次."""
    moved = [
        _("%(kind)s %(number)s") % {"kind": Kind(kind).label, "number": f"{number:+,}".replace("-", "−")}
        for kind, number in group.effect.items()
        if number
    ]
    return _("%(kinds)s 件次") % {"kinds": _("、").join(moved)} if moved else _("没有影响")
