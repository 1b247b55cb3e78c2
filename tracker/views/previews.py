"""What a preview says: its columns with their selects, its figures before and after, and what the button will do."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import Any

from django.forms import BoundField
from django.utils.translation import gettext as _
from openpyxl.utils import column_index_from_string

from tracker.figures import MINUS, count_text, hours_text
from tracker.forms.uploads import ColumnsForm
from tracker.imports.layouts.fields import field_choices
from tracker.imports.uploads.previews import (
    ColumnPreview,
    Effect,
    EffectGroup,
    Evidence,
    Figure,
    Preview,
    Problem,
    TablePreview,
)

SHOWN_PROBLEMS = 20
NAMED_ROWS = 4
RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """A column and the select that corrects it."""

    column: ColumnPreview
    select: BoundField

    @property
    def state(self) -> str:
        """read, check (read, but somebody should look), choose (not read, but it might be) or unread."""
        if self.column.is_sure:
            return "read" if self.column.field else "unread"
        return "check" if self.column.field else "choose"

    @property
    def is_corrected(self) -> bool:
        return self.column.evidence in (Evidence.BY_PERSON, Evidence.BY_TEMPLATE)


@dataclass(frozen=True)
class TableCard:
    """All tables with the same headings, which are corrected together. table: the first of them, cells added up."""

    table: TablePreview
    places: list[TablePreview]
    form: ColumnsForm

    @cached_property
    def rows(self) -> list[ColumnRow]:
        return [ColumnRow(*pair) for pair in zip(self.table.columns, self.form.selects, strict=True)]

    @property
    def states(self) -> Counter[str]:
        return Counter(row.state for row in self.rows)


@dataclass(frozen=True, slots=True)
class EffectRow:
    """A figure before and after, as it is written."""

    effect: Effect

    @property
    def change(self) -> str:
        """+9, −2 or empty for a standing, which does not add up."""
        before, after = self.effect.before, self.effect.after
        if isinstance(before, str) or isinstance(after, str):
            return ""
        grown = after - before
        text = hours_text(abs(grown)) if self.effect.figure == Figure.MINUTES else count_text(abs(grown))
        return ("+" if grown >= 0 else MINUS) + text


@dataclass(frozen=True, slots=True)
class EffectTable:
    """Figures of one year or one month, in the order they are shown."""

    group: EffectGroup

    @property
    def title(self) -> str:
        numbers = {"year": self.group.year, "month": (self.group.month or 0) % 100}
        is_received = self.group.side == RECEIVED
        if self.group.month:
            return (_("%(year)s年%(month)s月收到") if is_received else _("%(year)s年%(month)s月发出")) % numbers
        return (_("%(year)s年收到") if is_received else _("%(year)s年发出")) % numbers

    @property
    def rows(self) -> list[EffectRow]:
        return [EffectRow(effect) for effect in self.group.effects]


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """The same value with the same problem, however many rows have it. problem: the first of them."""

    problem: Problem
    places: list[tuple[str, int]]

    @property
    def marks(self) -> list[str]:
        """Sheet and row as the buttons beside the problem send them back."""
        return [f"{row}:{sheet}" for sheet, row in self.places]

    @property
    def column(self) -> int | None:
        """The column of the cell, from 1; None where no single cell is to blame."""
        return column_index_from_string(self.problem.letter) if self.problem.letter else None

    @property
    def place_words(self) -> str:
        """2月 11；7月 12、21、35; the first of many, with their number."""
        named = groupby(self.places[:NAMED_ROWS], key=lambda place: place[0])
        sheets = [(sheet, _("、").join(str(row) for _sheet, row in rows)) for sheet, rows in named]
        words = _("；").join(f"{sheet} {rows}" for sheet, rows in sheets)
        if len(self.places) <= NAMED_ROWS:
            return words
        return _("%(rows)s…共 %(number)s 行") % {"rows": words, "number": count_text(len(self.places))}


def problem_groups(preview: Preview) -> list[ProblemGroup]:
    """In the order of the file, the refused rows first."""
    groups: dict[Problem, list[tuple[str, int]]] = {}
    for problem in preview.problems:
        groups.setdefault(replace(problem, sheet="", row=0), []).append((problem.sheet, problem.row))
    return [ProblemGroup(problem, places) for problem, places in groups.items()]


def table_cards(preview: Preview, fingerprint: str = "", data: Any = None) -> list[TableCard]:
    """One for each set of headings; data is what was sent for the one with this fingerprint."""
    alike: dict[str, list[TablePreview]] = {}
    for table in preview.tables:
        alike.setdefault(table.fingerprint, []).append(table)
    return [_card(tables, data if key == fingerprint else None) for key, tables in alike.items()]


def effect_tables(preview: Preview, *, of_months: bool) -> list[EffectTable]:
    return [EffectTable(group) for group in preview.effects if bool(group.month) == of_months]


def effect_title(preview: Preview, office: str) -> str:
    """The finding: what the years gain in the full count."""
    gains = list(_gains(preview))
    if not gains:
        return _("导入后，%(office)s的各项数字不变") % {"office": office}
    return _("导入后，%(office)s%(gains)s") % {"office": office, "gains": _("；").join(gains)}


def why_nothing(preview: Preview) -> str:
    """Why there is nothing to store; empty when there is something."""
    counts = preview.counts
    if counts.storable:
        return ""
    if counts.refused or counts.doubtful:
        return _("还没有可以写入的行。请先处理下面列出的问题，或下载标注过的原表，改好后再传一次。")
    if counts.unchanged:
        return _("这些行台账里都已经有了，不用再导入。")
    if counts.skipped:
        return _("没有读到可以导入的行。请看下面各列的对应和跳过的行。")
    return _("文件里没有可以导入的行。请确认选对了文件，或填好后再传。")


def _card(tables: list[TablePreview], data: Any) -> TableCard:
    columns = [_added_up([table.columns[number] for table in tables]) for number in range(len(tables[0].columns))]
    table = replace(tables[0], columns=columns)
    return TableCard(table, tables, ColumnsForm(columns, field_choices(), data, auto_id=f"{table.fingerprint}-%s"))


def _added_up(columns: list[ColumnPreview]) -> ColumnPreview:
    return replace(
        columns[0],
        filled=sum(column.filled for column in columns),
        understood=sum(column.understood for column in columns),
        is_sure=all(column.is_sure for column in columns),
    )


def _gains(preview: Preview) -> Iterator[str]:
    for table in effect_tables(preview, of_months=False):
        grown = [row for row in table.rows if row.effect.figure == Figure.FULL]
        told = [f"{row.effect.kind_label} {row.change} {row.effect.unit}" for row in grown]
        if told:
            yield _("%(period)s：%(changes)s") % {"period": table.title, "changes": _("、").join(told)}
