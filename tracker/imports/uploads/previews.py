"""What storing an upload would do, as plain data: kept with the upload as JSON, shown on its page.

Codes are stored and words are made when they are shown, so that every reader reads their own language. Sentences of
problems are stored as they were written. Nothing of a classified row is in here but its number.
"""

from dataclasses import asdict, dataclass, field, is_dataclass
from enum import StrEnum
from typing import Any, Self, get_args, get_origin, get_type_hints

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.figures import count_text, hours_text, standing_symbol, standing_word
from tracker.imports.layouts.fields import field_label
from tracker.measures.standing import Standing
from tracker.models.kinds import Kind
from tracker.sentences.units import full_unit, official_unit

MOST_PROBLEMS = 1_000
MOST_SAMPLES = 3
MOST_CANDIDATES = 5
MOST_EXAMPLES = 5


class Evidence(StrEnum):
    """Why a column is read as it is."""

    BY_NAME = "by_name"
    BY_WORDS = "by_words"
    BY_CONTENT = "by_content"
    BY_TEMPLATE = "by_template"
    BY_PERSON = "by_person"
    NOT_READ = "not_read"


class Figure(StrEnum):
    """A figure of the overview. OFFICIAL and FULL are counts, MINUTES are person-minutes, STANDING is a Standing."""

    OFFICIAL = "official"
    FULL = "full"
    MINUTES = "minutes"
    STANDING = "standing"


EVIDENCE_WORDS = {
    Evidence.BY_NAME: gettext_lazy("列名是常用的"),
    Evidence.BY_WORDS: gettext_lazy("按列名里的字推断"),
    Evidence.BY_CONTENT: gettext_lazy("按列里的内容推断"),
    Evidence.BY_TEMPLATE: gettext_lazy("按上次更正过的对应"),
    Evidence.BY_PERSON: gettext_lazy("您更正的"),
    Evidence.NOT_READ: gettext_lazy("没有对应的栏目"),
}
FIGURE_WORDS = {
    Figure.OFFICIAL: gettext_lazy("统计口径"),
    Figure.FULL: gettext_lazy("全口径"),
    Figure.MINUTES: gettext_lazy("工时"),
    Figure.STANDING: gettext_lazy("状态"),
}
SKIP_WORDS = {
    "card_part": gettext_lazy("卡片的其余各行"),
    "continuation": gettext_lazy("接着上一行"),
    "title": gettext_lazy("标题"),
    "unit_line": gettext_lazy("填报单位、时间"),
    "cancelled": gettext_lazy("已取消"),
    "duplicate": gettext_lazy("与前面的行完全相同"),
    "empty_numbered": gettext_lazy("只有序号的空行"),
    "example": gettext_lazy("示例行"),
    "header_repeat": gettext_lazy("重复的表头"),
    "hidden_sheet": gettext_lazy("隐藏的工作表"),
    "instructions": gettext_lazy("填表说明"),
    "note": gettext_lazy("备注、说明"),
    "section": gettext_lazy("分节标题"),
    "subtotal": gettext_lazy("小计"),
    "summary_sheet": gettext_lazy("不是台账的工作表"),
    "total": gettext_lazy("合计"),
    "void": gettext_lazy("已作废"),
    "withdrawn": gettext_lazy("台账中已撤回"),
}


@dataclass(frozen=True, slots=True)
class Counts:
    """What becomes of the rows; read is the sum of the rest."""

    read: int = 0
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    refused: int = 0
    doubtful: int = 0

    @property
    def storable(self) -> int:
        """Rows that would change the ledger."""
        return self.new + self.updated


@dataclass(frozen=True, slots=True)
class Place:
    """A row of a sheet, as Excel numbers it."""

    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class SheetPreview:
    """One sheet. why_unread: a code of SKIP_WORDS when no table was found in it; rows: those with content."""

    name: str
    rows: int
    counts: Counts
    why_unread: str = ""

    @property
    def sentence(self) -> str:
        """Why nothing was read; empty when something was."""
        return str(SKIP_WORDS.get(self.why_unread, self.why_unread))


@dataclass(frozen=True, slots=True)
class ColumnPreview:
    """One column: what it was read as, and why. field "" is not read.

    filled: cells with something in them. understood: of these, the ones that gave neither error nor doubt.
    """

    letter: str
    heading: str
    field: str
    evidence: Evidence
    is_sure: bool
    samples: list[str]
    filled: int = 0
    understood: int = 0

    @property
    def label(self) -> str:
        return field_label(self.field)

    @property
    def reason(self) -> str:
        return str(EVIDENCE_WORDS[self.evidence])


@dataclass(frozen=True, slots=True)
class TablePreview:
    """A table found in a sheet. Tables with the same headings share a fingerprint and are corrected together.

    row: of the headings. kind: one of Kind, or "" when each row names its own. template: the file whose corrections
    were remembered and applied, with the day they were last used (ISO); "" without.
    """

    fingerprint: str
    sheet: str
    row: int
    kind: str
    columns: list[ColumnPreview]
    template: str = ""
    template_used_on: str = ""

    @property
    def kind_label(self) -> str:
        return str(Kind(self.kind).label) if self.kind else _("各行自报")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An office that may be meant."""

    code: str
    name: str
    parent: str


@dataclass(frozen=True, slots=True)
class NameQuestion:
    """A name of an office that nobody knows, or that several offices bear. role: issuer or recipient."""

    text: str
    role: str
    rows: int
    places: list[Place]
    candidates: list[Candidate]
    is_ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Effect:
    """A figure of a page before and after storing. before, after: counts, person-minutes, or a code of Standing."""

    kind: str
    figure: Figure
    before: int | str
    after: int | str

    @property
    def kind_label(self) -> str:
        return str(Kind(self.kind).label)

    @property
    def label(self) -> str:
        return str(FIGURE_WORDS[self.figure])

    @property
    def unit(self) -> str:
        """The word after the figure; empty after a standing."""
        if self.figure == Figure.STANDING:
            return ""
        if self.figure == Figure.MINUTES:
            return _("人时")
        return official_unit(self.kind) if self.figure == Figure.OFFICIAL else full_unit(self.kind)

    @property
    def before_text(self) -> str:
        return self._text(self.before)

    @property
    def after_text(self) -> str:
        return self._text(self.after)

    def _text(self, value: int | str) -> str:
        if isinstance(value, str):
            return f"{standing_symbol(Standing(value))} {standing_word(Standing(value))}"
        return hours_text(value) if self.figure == Figure.MINUTES else count_text(value)


@dataclass(frozen=True, slots=True)
class EffectGroup:
    """Figures of one year (month None) or one month (202603) of one office, those that change only.

    side: received (the office's overview) or sent (its page as an issuer).
    """

    year: int
    month: int | None
    side: str
    effects: list[Effect]


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell or a row that needs a person. outcome: refused or doubtful. value None: it must not be repeated.

    is_acceptable: whether the row can be stored as it was read, should the person say so.
    """

    sheet: str
    row: int
    letter: str
    heading: str
    value: str | None
    message: str
    outcome: str
    suggestion: str = ""
    is_acceptable: bool = False


@dataclass(frozen=True, slots=True)
class SkippedRows:
    """Rows that were passed over for one reason, and where the first of them are."""

    reason: str
    number: int
    examples: list[Place]

    @property
    def label(self) -> str:
        return str(SKIP_WORDS.get(self.reason, self.reason))


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything the preview page shows. problems: the first thousand of problems_total.

    hidden_rows: rows that nobody sees in Excel, and that were read all the same.
    """

    counts: Counts
    sheets: list[SheetPreview] = field(default_factory=list)
    tables: list[TablePreview] = field(default_factory=list)
    names: list[NameQuestion] = field(default_factory=list)
    effects: list[EffectGroup] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    problems_total: int = 0
    skipped: list[SkippedRows] = field(default_factory=list)
    hidden_rows: int = 0

    @property
    def hidden_sheets(self) -> list[SheetPreview]:
        return [sheet for sheet in self.sheets if sheet.why_unread == "hidden_sheet" and sheet.rows]

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> Self:
        return cls(**{name: _built(kind, told[name]) for name, kind in get_type_hints(cls).items() if name in told})


def _built(kind: Any, value: Any) -> Any:
    """A value of JSON as the type its field is declared with."""
    if get_origin(kind) is list:
        return [_built(get_args(kind)[0], one) for one in value]
    if isinstance(kind, type) and is_dataclass(kind):
        return kind(**{name: _built(of, value[name]) for name, of in get_type_hints(kind).items() if name in value})
    return kind(value) if isinstance(kind, type) and issubclass(kind, StrEnum) else value
