"""Who causes it, in words: how few cause how much, from which level, and what grew."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.figures import count_text, hours_text, percent_text
from tracker.measures.reduction import share
from tracker.models.kinds import Kind
from tracker.queries.causes import By, CauseRow, Causes

BY_SWITCH: dict[str, Promise] = {
    By.HOURS: gettext_lazy("按工时"),
    By.COUNT: gettext_lazy("按事项数"),
    By.UNCOUNTED: gettext_lazy("按不计入的工时"),
}
BY_WORDS: dict[str, Promise] = {
    By.HOURS: gettext_lazy("工时"),
    By.COUNT: gettext_lazy("事项"),
    By.UNCOUNTED: gettext_lazy("不计入统计口径的工时"),
}
BY_HEADS: dict[str, Promise] = {
    By.HOURS: gettext_lazy("人时"),
    By.COUNT: gettext_lazy("事项（项）"),
    By.UNCOUNTED: gettext_lazy("不计入的人时"),
}


def weighed_text(by: str, number: int) -> str:
    """A figure of what is weighed: person-hours, or items."""
    return count_text(number) if by == By.COUNT else hours_text(number)


def causes_finding(figures: Causes) -> str:
    """12 个单位造成一半工时，26 个单位造成 80%; one alone by name; without a full stop."""
    told: dict[str, object] = {"what": BY_WORDS[figures.by], "half": figures.half, "most": figures.most}
    if not figures.rows:
        return _("这段时间没有登记来自任何单位的事项")
    if figures.half is None:
        return _("这段时间没有%(what)s") % told
    if len(figures.rows) == 1:
        return _("全部%(what)s来自%(name)s") % (told | {"name": figures.rows[0].issuer.name})
    if figures.half == figures.most:
        return _("%(most)s 个单位造成 80%% 的%(what)s") % told
    return _("%(half)s 个单位造成一半%(what)s，%(most)s 个单位造成 80%%") % told


def causes_more(figures: Causes) -> list[str]:
    """Sentences that follow the finding: how many there are, what the official count leaves out, and last year."""
    if not figures.rows:
        return []
    unseen = share(figures.whole.uncounted_minutes, figures.whole.full_minutes)
    told = {
        "number": count_text(len(figures.rows)),
        "items": count_text(figures.whole.full_items),
        "counted": count_text(figures.whole.official_items),
        "hours": hours_text(figures.whole.full_minutes),
        "unseen": percent_text(unseen),
    }
    text = _("共 %(number)s 个单位来文、开会、检查 %(items)s 项（计入统计口径 %(counted)s 项），占用 %(hours)s 人时")
    whole = (text if unseen is None else text + _("，其中 %(unseen)s 不在统计口径内")) % told
    return [_("%(sentence)s。") % {"sentence": whole}, _against_last_year(figures)]


def _against_last_year(figures: Causes) -> str:
    if figures.before is None:
        return _("上年没有台账，不能比较。")
    told = {
        "what": BY_WORDS[figures.by],
        "before": weighed_text(figures.by, figures.before.by(figures.by)),
        "change": percent_text(figures.change, signed=True),
        "silent": count_text(figures.silent),
    }
    text = (
        _("上年同期%(what)s %(before)s，本年 %(change)s") if figures.change is not None else _("上年同期没有%(what)s")
    )
    if figures.silent:
        text += _("；上年同期来文、本年没有的 %(silent)s 个单位")
    return _("%(sentence)s。") % {"sentence": text % told}


def pareto_finding(figures: Causes, shown: Sequence[CauseRow]) -> str:
    """县应急管理局最多，占 8.2%；前 15 个单位合计占 57.3%."""
    first = shown[0]
    told = {"name": first.issuer.name, "share": percent_text(first.share)}
    if len(figures.rows) == 1:
        return _("只有%(name)s一个单位，占 %(share)s") % told
    told |= {"number": count_text(len(shown)), "running": percent_text(shown[-1].running)}
    if len(shown) == len(figures.rows):
        return _("%(name)s最多，占 %(share)s") % told
    return _("%(name)s最多，占 %(share)s；前 %(number)s 个单位合计占 %(running)s") % told


def levels_finding(figures: Causes) -> str:
    """县级单位占 96.4%，上级 3.6%: where it comes from, seen from the area's own level."""
    own = next((row for row in figures.levels if row.level == figures.area.level), None)
    order = [row.level for row in figures.levels]
    if own is None or own.share is None:
        heaviest = max(figures.levels, key=lambda row: row.share or 0)
        return _("%(level)s的单位占 %(share)s") % {"level": heaviest.label, "share": percent_text(heaviest.share)}
    place = order.index(own.level)
    sides = (figures.levels[:place], figures.levels[place + 1 :])
    above, below = (sum((row.share or Decimal(0) for row in rows), Decimal(0)) for rows in sides)
    told = {"level": own.label, "own": percent_text(own.share), "above": percent_text(above)}
    text = _("本级（%(level)s）的单位占 %(own)s，上级占 %(above)s") % told
    return text + _("，下级占 %(below)s") % {"below": percent_text(below)} if below else text


def matrix_finding(figures: Causes) -> str:
    """最重的一格是县应急管理局的会议，占全部工时的 5.4%."""
    cells = [(landed.full_minutes, row, kind) for row in figures.rows for kind, landed in row.landed.items()]
    minutes, row, kind = max(cells, key=lambda cell: cell[0], default=(0, None, ""))
    if row is None or not minutes:
        return _("各单位各类的数量和工时")
    told = {
        "name": row.issuer.name,
        "kind": Kind(kind).label,
        "share": percent_text(share(minutes, figures.whole.full_minutes)),
    }
    return _("最重的一格是%(name)s的%(kind)s，占全部工时的 %(share)s") % told


def grown_finding(rows: Sequence[CauseRow], by: str) -> str:
    """县农业农村局比上年同期多 1,204 人时，增加最多; "" where nobody has more."""
    most = max(rows, key=lambda row: row.amount.by(by) - row.amount_before.by(by), default=None)
    more = 0 if most is None else most.amount.by(by) - most.amount_before.by(by)
    if most is None or more <= 0:
        return _("没有单位比上年同期多")
    told = {"name": most.issuer.name, "more": weighed_text(by, more), "unit": BY_HEADS[by]}
    if by == By.COUNT:
        return _("%(name)s比上年同期多 %(more)s 项，增加最多") % told
    return _("%(name)s比上年同期多 %(more)s 人时，增加最多") % told
