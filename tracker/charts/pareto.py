"""Who causes it on one scale from 0 to 100 %: issuers as steps of a Pareto chart, and levels as one strip."""

from collections.abc import Iterator, Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tracker.charts import svg
from tracker.charts.addresses import items_address
from tracker.charts.causes import change_text, issuer_items
from tracker.charts.frames import Frame, Key
from tracker.charts.twins import Twin
from tracker.figures import count_text, hours_text, percent_text
from tracker.measures.reduction import share
from tracker.models.offices import Office
from tracker.queries.causes import Amount, By, CauseRow, Causes, LevelRow
from tracker.sentences.causes import BY_HEADS, BY_WORDS, levels_finding, pareto_finding, weighed_text

SHOWN = 15
HEIGHT, WIDTH = 14.0, 400.0
LEVEL_FILLS = ("s-1", "s-2", "s-3", "s-4", "s-5", "s-6")  # from the centre down


def pareto(figures: Causes) -> Frame | None:
    """Issuers as shares of the whole, each bar beginning where the one above it ends; None with nothing to share."""
    if figures.half is None:
        return None
    shown = [row for row in figures.rows if row.amount.by(figures.by)][:SHOWN]
    return Frame(
        title=pareto_finding(figures, shown),
        sub=_("各单位占本年累计%(what)s的百分比，从多到少；每一条从前面各单位的合计处起，竖线为 50%% 和 80%%")
        % {"what": BY_WORDS[figures.by]},
        picture=_steps(figures, shown),
        twin=_pareto_twin(figures),
        key=_pareto_key(figures.by),
    )


def level_strip(figures: Causes) -> Frame | None:
    """What each level causes, as one strip of 100 %; None without anything to share."""
    rows = [row for row in figures.levels if row.share]
    if not rows:
        return None
    return Frame(
        title=levels_finding(figures),
        sub=_("按来文单位的层级，占本年累计%(what)s的百分比") % {"what": BY_WORDS[figures.by]},
        picture=svg.element("div", _strip(rows), _level_table(figures, rows)),
        twin=_level_twin(figures),
    )


def _steps(figures: Causes, shown: Sequence[CauseRow]) -> SafeString:
    """A table of bars, so that it reads and breaks at any width like every other table."""
    head = [_("来文单位"), _("占比，0—100%"), str(BY_HEADS[figures.by]), _("占比"), _("累计")]
    cells = [
        svg.element("th", text, scope="col", class_="num" if place > 1 else None) for place, text in enumerate(head)
    ]
    return svg.element(
        "table",
        svg.element("caption", pareto_finding(figures, shown), class_="visually-hidden"),
        svg.element("thead", svg.element("tr", *cells)),
        svg.element("tbody", *_step_rows(figures, shown)),
        class_="tb who-t pareto",
    )


def _step_rows(figures: Causes, shown: Sequence[CauseRow]) -> Iterator[SafeString]:
    by, whole, sofar = figures.by, figures.whole.by(figures.by), 0
    for row in shown:
        bar = _bar(sofar, row.amount.official_by(by), row.amount.by(by), whole)
        address = issuer_items(figures, row.issuer, weighed=True)
        figure = [weighed_text(by, row.amount.by(by)), percent_text(row.share), percent_text(row.running)]
        yield _step(row.issuer.name, bar, figure, address)
        sofar += row.amount.by(by)
    left = sum((row.amount for row in figures.rows if row not in shown), Amount())
    number = len(figures.rows) - len(shown)
    if number:
        name = _("其余 %(number)s 个单位") % {"number": count_text(number)}
        part = percent_text(share(left.by(by), whole))
        bar = _bar(sofar, left.official_by(by), left.by(by), whole)
        yield _step(name, bar, [weighed_text(by, left.by(by)), part, percent_text(share(whole, whole))], "")


def _step(name: str, bar: SafeString, figures: Sequence[str], address: str) -> SafeString:
    told = _("%(name)s：%(figure)s，占 %(share)s") % {"name": name, "figure": figures[0], "share": figures[1]}
    linked = svg.element("a", bar, href=address, aria_label=told) if address else bar
    first = svg.element("a", figures[0], href=address, class_="quiet") if address else figures[0]
    return svg.element(
        "tr",
        svg.element("th", name, scope="row"),
        svg.element("td", linked, class_="barc"),
        svg.element("td", svg.element("b", first), class_="num"),
        *(svg.element("td", text, class_="num") for text in figures[1:]),
        class_=None if address else "sum",
    )


def _bar(sofar: int, official: int, full: int, whole: int) -> SafeString:
    """One row on the scale from 0 to 100 %: what stands above it, then what counts officially and what does not."""
    unit = WIDTH / max(whole, 1)
    start, solid, end = unit * sofar, unit * (sofar + official), unit * (sofar + full)
    parts = [
        svg.rectangle("b-track", 0, 3, start, 8),
        svg.rectangle("b-in", start, 1, solid - start, 12),
        svg.rectangle("b-out", solid, 1, end - solid, 12),
        svg.rectangle("b-frame", start, 1, end - start, 12),
        *(svg.line("b-due", WIDTH * mark, 0, WIDTH * mark, HEIGHT) for mark in (0.5, 0.8)),
    ]
    return svg.ornament(WIDTH, HEIGHT, "hb", *parts)


def _pareto_key(by: str) -> tuple[Key, ...]:
    counted = Key(_sign("b-in"), _("计入统计口径"))
    uncounted = Key(_sign("b-out", framed=True), _("不计入"))
    above = Key(_sign("b-track"), _("前面各单位合计"))
    return (uncounted, above) if by == By.UNCOUNTED else (counted, uncounted, above)


def _sign(css: str, *, framed: bool = False) -> SafeString:
    parts = [svg.rectangle(css, 0, 0, 12, 9)] + ([svg.rectangle("b-frame", 0.5, 0.5, 11, 8)] if framed else [])
    return svg.element("svg", *parts, width=12, height=9, aria_hidden="true")


def _pareto_twin(figures: Causes) -> Twin:
    head = [
        _("来文单位"), _("层级"), _("统计口径（项）"), _("全口径（项）"), _("统计口径（人时）"), _("全口径（人时）"),
        _("占比"), _("累计"), _("同比"),
    ]  # fmt: skip
    rows = [
        [
            row.issuer.name,
            str(Office.Level(row.issuer.level).label),
            *_amount_texts(row.amount),
            percent_text(row.share),
            percent_text(row.running),
            change_text(figures, row.amount, row.amount_before),
        ]
        for row in figures.rows
    ]
    return Twin(_("各来文单位"), head, rows)


def _amount_texts(amount: Amount) -> list[str]:
    counts = [count_text(amount.official_items), count_text(amount.full_items)]
    return [*counts, hours_text(amount.official_minutes), hours_text(amount.full_minutes)]


def _strip(rows: Sequence[LevelRow]) -> SafeString:
    parts, start = [], 0.0
    for row in rows:
        width = WIDTH * float(row.share or 0)
        parts.append(svg.rectangle(_fill(row), start, 0, width, HEIGHT))
        parts.append(svg.rectangle("b-frame", start, 0, width, HEIGHT))
        start += width
    return svg.ornament(WIDTH, HEIGHT, "hb", *parts)


def _fill(row: LevelRow) -> str:
    return LEVEL_FILLS[Office.Level.values.index(row.level)]


def _level_table(figures: Causes, rows: Sequence[LevelRow]) -> SafeString:
    head = (_("来文层级"), _("单位"), str(BY_HEADS[figures.by]), _("占比"))
    cells = [svg.element("th", text, scope="col", class_="num" if place else None) for place, text in enumerate(head)]
    body = [_level_row(figures, row) for row in rows]
    table = (svg.element("thead", svg.element("tr", *cells)), svg.element("tbody", *body))
    return svg.element("table", *table, class_="tb levels")


def _level_row(figures: Causes, row: LevelRow) -> SafeString:
    also = {"level": row.level} | ({"counted": "no"} if figures.by == By.UNCOUNTED else {})
    address = items_address(figures.span, office=figures.area, under=figures.under, also=also)
    figure = svg.element("a", weighed_text(figures.by, row.amount.by(figures.by)), href=address, class_="quiet")
    return svg.element(
        "tr",
        svg.element("th", svg.element("span", _sign(_fill(row), framed=True), row.label, class_="key"), scope="row"),
        svg.element("td", count_text(row.issuers), class_="num"),
        svg.element("td", figure, class_="num"),
        svg.element("td", percent_text(row.share), class_="num"),
    )


def _level_twin(figures: Causes) -> Twin:
    head = [
        _("来文层级"), _("单位"), _("统计口径（项）"), _("全口径（项）"), _("统计口径（人时）"), _("全口径（人时）"),
        _("占比"),
    ]  # fmt: skip
    rows = [
        [row.label, count_text(row.issuers), *_amount_texts(row.amount), percent_text(row.share)]
        for row in figures.levels
    ]
    return Twin(_("按来文层级"), head, rows)
