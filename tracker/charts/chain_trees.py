"""The picture of a chain: a column for each level of issuers, a box for each item, lines to what it caused."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tracker.charts import svg
from tracker.figures import count_text, hours_text
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.queries.chains import Chain, ChainRow
from tracker.sentences.chains import short_added

COLUMN, BOX, GUTTER = 250.0, 226.0, 11.0
ROW, HEIGHT, TOP = 46.0, 38.0, 34.0
SIGN, STEP = 20.0, 14.0
FEWEST_COLUMNS = 3
MOST_BESIDE = 5  # children of one item that are drawn; the table lists all
_SIGNS = {Kind.MEETING: ("b-in", "sg-in"), Kind.DOCUMENT: ("sg-box", "sg"), Kind.INSPECTION: ("b-out", "sg")}


@dataclass(slots=True)
class _Node:
    row: ChainRow
    children: list["_Node"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Placed:
    """row: None for a line that says how many more there are. steps: to the right within its column."""

    row: ChainRow | None
    column: int
    steps: int
    y: float
    above: "_Placed | None"
    more: int = 0

    @property
    def x(self) -> float:
        return self.column * COLUMN + self.steps * STEP

    @property
    def width(self) -> float:
        return BOX - self.steps * STEP

    @property
    def middle(self) -> float:
        return self.y + HEIGHT / 2


def tree_picture(chain: Chain, title: str, description: str) -> SafeString:
    levels = [level for level in Office.Level.values if any(row.item.issuer.level == level for row in chain.rows)]
    placed = list(_place(_tree(chain.rows), levels))
    parts = [*_heads(chain, levels), *(line for box in placed for line in _line(box))]
    parts += [part for box in placed for part in _box(box)]
    width = max(len(levels), FEWEST_COLUMNS) * COLUMN - (COLUMN - BOX)
    return svg.picture(width, placed[-1].y + ROW, title, description, *parts, role="group")


def _tree(rows: Sequence[ChainRow]) -> _Node:
    """Rows come from the top down, each before what it caused."""
    root = _Node(rows[0])
    way = [root]
    for row in rows[1:]:
        while way[-1].row.depth >= row.depth:
            way.pop()
        node = _Node(row)
        way[-1].children.append(node)
        way.append(node)
    return root


def _place(root: _Node, levels: Sequence[str]) -> Iterator[_Placed]:
    lines = iter(range(10**6))

    def branch(node: _Node, above: _Placed | None) -> Iterator[_Placed]:
        column = levels.index(node.row.item.issuer.level)
        steps = above.steps + 1 if above is not None and above.column >= column else 0
        column = max(column, above.column) if above is not None else column
        here = _Placed(node.row, column, min(steps, 3), TOP + next(lines) * ROW, above)
        yield here
        for level, beside in _by_level(node).items():
            for child in beside[:MOST_BESIDE]:
                yield from branch(child, here)
            if beside[MOST_BESIDE:]:
                at = max(levels.index(level), here.column)
                inner = here.steps + 1 if at == here.column else 0
                number = sum(_size(child) for child in beside[MOST_BESIDE:])
                yield _Placed(None, at, min(inner, 3), TOP + next(lines) * ROW, here, number)

    return branch(root, None)


def _by_level(node: _Node) -> dict[str, list[_Node]]:
    found: dict[str, list[_Node]] = defaultdict(list)
    for child in node.children:
        found[child.row.item.issuer.level].append(child)
    return found


def _size(node: _Node) -> int:
    return 1 + sum(_size(child) for child in node.children)


def _heads(chain: Chain, levels: Sequence[str]) -> Iterator[SafeString]:
    sums = {level.level: level for level in chain.levels}
    for place, level in enumerate(levels):
        x = place * COLUMN
        told = {
            "level": str(Office.Level(level).label),
            "number": count_text(sums[level].items if level in sums else 0),
            "hours": hours_text(sums[level].minutes if level in sums else 0),
        }
        yield svg.words("v", x, 14, _("%(level)s：%(number)s 件，%(hours)s 人时") % told)
        yield svg.line("axis", x, 22, x + BOX, 22)


def _line(box: _Placed) -> Iterator[SafeString]:
    above = box.above
    if above is None:
        return
    if box.column == above.column:
        x = above.x + STEP / 2
        yield svg.polyline("link", [(x, above.y + HEIGHT), (x, box.middle), (box.x, box.middle)])
        return
    x, right = box.x - GUTTER, above.x + above.width
    yield svg.polyline("link", [(right, above.middle), (x, above.middle), (x, box.middle), (box.x, box.middle)])


def _box(box: _Placed) -> Iterator[SafeString]:
    if box.row is None:
        told = _("另有 %(number)s 件，见下表") % {"number": box.more}
        yield svg.words("", box.x + 4, box.middle + 4, told)
        return
    item = box.row.item
    label = _("%(issuer)s，%(kind)s，%(title)s，%(hours)s 人时") % {
        "issuer": item.issuer.name,
        "kind": item.get_kind_display(),
        "title": item.title,
        "hours": hours_text(box.row.minutes),
    }
    parts = [svg.element("title", label), *_inside(box, box.row)]
    yield svg.element("a", *parts, href=reverse("item", args=[item.pk]), aria_label=label, class_="node")


def _inside(box: _Placed, row: ChainRow) -> Iterator[SafeString]:
    item, x, y, width = row.item, box.x, box.y, box.width
    frame, text = _SIGNS[Kind(item.kind)]
    yield svg.rectangle("nd" if row.counts else "nd gone", x, y, width, HEIGHT)
    yield svg.rectangle(frame, x, y, SIGN, HEIGHT)
    yield svg.words(f"m {text}", x + SIGN / 2, y + 24, str(Kind(item.kind).label)[0])
    hours = _("%(hours)s 人时") % {"hours": hours_text(row.minutes)} if row.counts else _("已撤回")
    room = width - SIGN - 12
    yield svg.words("v", x + SIGN + 5, y + 15, _fitting(item.issuer.name, room - svg.text_width(hours) - 8))
    yield svg.words("e v", x + width - 6, y + 15, hours)
    second = short_added(row) or item.title
    yield svg.words("", x + SIGN + 5, y + 31, _fitting(second, room))


def _fitting(text: str, room: float) -> str:
    """As much of a text as fits, with … where it was cut."""
    if svg.text_width(text) <= room:
        return text
    while text and svg.text_width(text + "…") > room:
        text = text[:-1]
    return text + "…"
