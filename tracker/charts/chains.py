"""A chain as an indented table and a picture; an area's chains as a table with bars."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tracker.charts import svg
from tracker.charts.chain_trees import tree_picture
from tracker.charts.frames import Frame, Key
from tracker.charts.issuer_bars import issuer_bar
from tracker.charts.twins import Twin
from tracker.figures import NOTHING, count_text, hours_text
from tracker.models.items import Item
from tracker.models.offices import Office
from tracker.periods import Span
from tracker.queries.chains import Chain, ChainRow, LevelSum
from tracker.sentences.chains import (
    added_words,
    chain_finding,
    demands_words,
    level_words,
    times_text,
    unseen_words,
)

DEEPEST_INDENT = 6
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the indented table. indent: class of its depth. hidden: how many below it are out of scope, in words.

    is_here: it is the item whose page was left for the tree.
    """

    row: ChainRow
    address: str
    indent: str
    level: str
    demands: str
    added: str
    hidden: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class LevelLine:
    sums: LevelSum
    label: str
    added: str


@dataclass(frozen=True, slots=True)
class ChainLine:
    """A chain in an area's list. bar: solid what the root cost, hatched what came of it. added: the most by a level."""

    chain: Chain
    address: str
    bar: SafeString
    times: str
    reaches: str


def tree_lines(chain: Chain, here: Item) -> list[Line]:
    return [_line(row, here) for row in chain.rows]


def level_lines(chain: Chain) -> list[LevelLine]:
    return [
        LevelLine(sums, str(Office.Level(sums.level).label), NOTHING if place == 0 else level_words(sums))
        for place, sums in enumerate(chain.levels)
    ]


def tree_frame(chain: Chain) -> Frame:
    title = chain_finding(chain)
    sub = _("按来文单位的层级从左到右，同级按行政区划顺序；框里是单位、人时和比上级多出的要求，点开看事项")
    description = _("一件上级来文逐级引起的会议、文件和督检考")
    note = unseen_words(chain.unseen) if chain.unseen else ""
    return Frame(title, sub, tree_picture(chain, title, description), _twin(chain, title), _keys(), note)


def chain_lines(chains: Sequence[Chain], area: Office, span: Span) -> list[ChainLine]:
    """The heaviest, as many as the page shows."""
    most = max((chain.minutes for chain in chains), default=0)
    return [_chain_line(chain, most, area, span) for chain in chains[:SHOWN]]


def chain_address(item: Item, area: Office | None = None, span: Span | None = None) -> str:
    """The tree of an item; as an area sees it up to the last day of a span, where these are given."""
    asked = {} if area is None or span is None else {"office": area.code, "as_of": span.last.isoformat()}
    return reverse("chain", args=[item.pk]) + (f"?{urlencode(asked)}" if asked else "")


def _line(row: ChainRow, here: Item) -> Line:
    return Line(
        row=row,
        address=reverse("item", args=[row.item.pk]),
        indent=f"lv-{min(row.depth, DEEPEST_INDENT)}",
        level=str(Office.Level(row.item.issuer.level).label),
        demands=demands_words(row.item),
        added=added_words(row),
        hidden=unseen_words(row.hidden) if row.hidden else "",
        is_here=row.item.pk == here.pk,
    )


def _chain_line(chain: Chain, most: int, area: Office, span: Span) -> ChainLine:
    return ChainLine(
        chain=chain,
        address=chain_address(chain.root.item, area, span),
        bar=issuer_bar(chain.root.minutes, chain.minutes, most),
        times=times_text(chain.factor),
        reaches=str(Office.Level(chain.reaches).label) if chain.reaches else NOTHING,
    )


def _twin(chain: Chain, title: str) -> Twin:
    head = [_("事项"), _("层级"), _("来文单位"), _("类别"), _("日期"), _("送达"), _("人时"), _("比上级多出的")]
    return Twin(title, head, [list(_cells(row)) for row in chain.rows])


def _cells(row: ChainRow) -> Iterator[str]:
    item = row.item
    yield "　" * row.depth + item.title
    yield str(Office.Level(item.issuer.level).label)
    yield item.issuer.name
    yield item.get_kind_display()
    yield item.day.isoformat()
    yield count_text(row.landings)
    yield hours_text(row.minutes)
    yield added_words(row)


def _keys() -> tuple[Key, ...]:
    signs = (("b-in", _("会：会议")), ("sg-box", _("发：文件")), ("b-out", _("督：督检考")))
    return tuple(Key(_sign(css), words) for css, words in signs)


def _sign(css: str) -> SafeString:
    parts = [svg.rectangle(css, 0.5, 0.5, 13, 11), svg.rectangle("b-frame", 0.5, 0.5, 13, 11)]
    return svg.element("svg", *parts, width=14, height=12, aria_hidden="true")
