"""Sheet 状态依据: what every light rests on, each input in a cell, and the light as a formula of them.

The order of the questions is that of measures.standing. What a workbook cannot compute from its rows (the chance of
going over, a silent ledger) stands typed in a cell of its own, so that nothing is decided out of sight.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from openpyxl import Workbook

from tracker.figures import NOTHING, reason_text, standing_symbol, standing_word
from tracker.measures.standing import Reason, Standing
from tracker.models.baselines import Count
from tracker.models.kinds import Kind
from tracker.models.norms import Norm
from tracker.models.offices import Office
from tracker.models.targets import Target
from tracker.queries.overview import Overview
from tracker.queries.standings import StandingRow
from tracker.sentences.words import period_words, target_words
from tracker.workbooks import cells, formulas
from tracker.workbooks.cells import Entry
from tracker.workbooks.lights import light_up
from tracker.workbooks.ranges import Ledgers, quoted
from tracker.workbooks.sheets import (
    Column,
    add_sheet,
    fitted,
    set_up_page,
    write_heads,
    write_note,
    write_rows,
    write_title,
)
from tracker.workbooks.signatures import sign
from tracker.workbooks.words import Edition, cut_off_line, maker_line

HEADS = 3
FIRST = HEADS + 1
# Names under which formulas find norms on the sheet 口径说明.
PARAMETERS: dict[str, str] = {Norm.Code.PACE_BAND: "参数_进度余地", Norm.Code.LIKELY_BREACH: "参数_越线判定"}
CUT_FROM, CUT, CEILING, COUNTED, USED, SEASON, CHANCE, BY_NOW, DOUBT, STANDING = "EFGHIJKLMN"


def sheet_name() -> str:
    return _("状态依据")


@dataclass(frozen=True, slots=True)
class Lights:
    """Where each standing is judged: the row of the sheet, by office id, kind and count."""

    rows: Mapping[tuple[int, str, str], int]

    def cell(self, row: StandingRow, column: str) -> str:
        """A cell of this sheet as formulas of other sheets write it; empty where the standing is not on it."""
        number = self.rows.get((row.office.pk, row.kind, row.count))
        return f"{quoted(sheet_name())}!${column}${number}" if number else ""


def judged_rows(overview: Overview) -> list[StandingRow]:
    """The area's promises, then each office and kind, in official order."""
    return [*overview.promises, *(row for office in overview.offices for row in overview.matrix_row(office))]


def lights_of(overview: Overview) -> Lights:
    rows = enumerate(judged_rows(overview), start=FIRST)
    return Lights({(row.office.pk, row.kind, row.count): number for number, row in rows})


def add_standings(workbook: Workbook, overview: Overview, ledgers: Ledgers, edition: Edition) -> None:
    columns = fitted(_columns(overview.area, ledgers))
    sheet = add_sheet(workbook, sheet_name(), [column.width for column in columns])
    title = _("%(area)s状态依据（%(period)s）") % {"area": overview.area.name, "period": period_words(overview.span)}
    line = cut_off_line(overview, _("个、件、项次"))
    write_title(sheet, title, maker_line(overview, edition), line, len(columns))
    rows = list(enumerate(judged_rows(overview), start=FIRST))
    below = write_rows(
        sheet, write_heads(sheet, HEADS, columns), columns, rows, lambda row: _shade(row[1], overview.area)
    )
    light_up(sheet, f"{STANDING}{FIRST}:{STANDING}{below}")
    below = write_note(sheet, below, len(columns), _note())
    sign(sheet, below, len(columns), edition)
    sheet.freeze_panes = f"C{FIRST}"
    set_up_page(sheet, overview.area.name, heads=f"1:{HEADS}")


def counted_formula(row: StandingRow, area: Office, ledgers: Ledgers) -> str:
    """What stands against the ceiling; typed where units that were merged brought something along."""
    if row.inherited is not None:
        return ""
    if row.office == area:
        return ledgers.official(row.kind) if row.count == Count.OFFICIAL else ledgers.full(row.kind)
    at = ledgers.official_at if row.count == Count.OFFICIAL else ledgers.full_at
    return at(row.kind, row.office)


def _columns(area: Office, ledgers: Ledgers) -> list[Column]:
    count = {Count.OFFICIAL: _("统计口径"), Count.FULL: _("全口径")}
    return [
        Column(_("单位"), 16, lambda row: cells.text(row[1].office.name)),
        Column(_("事项"), 7.5, lambda row: cells.centred(str(Kind(row[1].kind).label))),
        Column(_("口径"), 9.5, lambda row: cells.centred(count[row[1].count])),
        Column(_("目标"), 24, lambda row: cells.centred(target_words(row[1].target) if row[1].target else NOTHING)),
        Column(_("限额的\n底数"), 8, lambda row: cells.count(row[1].made_of.cut_from)),
        Column(_("压减\n比例"), 7.5, lambda row: cells.percent(_cut(row[1]))),
        Column(_("全年\n限额"), 8, _ceiling),
        Column(_("本年\n累计"), 8, lambda row: _counted(row[1]).by(counted_formula(row[1], area, ledgers))),
        Column(_("限额\n使用"), 8, _used),
        Column(_("序时\n进度"), 8, lambda row: _exactly(row[1].season)),
        Column(_("越线\n可能"), 8, lambda row: _exactly(row[1].forecast and row[1].forecast.breach)),
        Column(_("到今天\n可用"), 8, lambda row: cells.count(row[1].made_of.by_now)),
        Column(_("资料"), 24, lambda row: cells.text(_doubt(row[1]))),
        Column(_("状态"), 12, _standing),
    ]


def _counted(row: StandingRow) -> Entry:
    return cells.count(row.counted)


def _cut(row: StandingRow) -> Decimal | None:
    return row.target.share if row.target and row.target.type == Target.Type.BELOW_BASELINE else None


def _ceiling(row: tuple[int, StandingRow]) -> Entry:
    """Computed from the two cells left of it, where the target says so; a fixed number is typed."""
    number, told = row
    typed = cells.count(told.ceiling)
    if told.made_of.cut_from is None or told.target is None:
        return typed
    cut = f"{CUT}{number}" if told.target.type == Target.Type.BELOW_BASELINE else "0"
    return typed.by(formulas.below(f"{CUT_FROM}{number}", cut))


def _used(row: tuple[int, StandingRow]) -> Entry:
    number, told = row
    return cells.percent(told.used).by(formulas.share(f"{COUNTED}{number}", f"{CEILING}{number}"))


def _exactly(share: float | Decimal | None) -> Entry:
    """As it was compared, not as it is shown: rounded shares would judge otherwise."""
    return Entry(NOTHING if share is None else float(share), "percent")


def _doubt(row: StandingRow) -> str:
    gap = row.gap
    if gap is not None and gap.months:
        return reason_text(Reason.INCOMPLETE)
    if gap is not None and gap.silent:
        return reason_text(Reason.SILENT)
    return reason_text(Reason.SUSPECTED) if row.findings else _complete()


def _complete() -> str:
    return _("完整")


def _standing(row: tuple[int, StandingRow]) -> Entry:
    number, told = row
    typed = cells.standing(told.judgement)
    if told.judgement.reason == Reason.LIKELY_BREACH and told.forecast is None:
        return typed  # the forecast of a successor is a warning that is not shown as a figure
    return typed.by(light(number))


def light(row: int) -> str:
    """The standing as a formula of the cells left of it: the questions of measures.standing, in their order."""
    words = {each: formulas.text_of(f"{standing_symbol(each)} {standing_word(each)}") for each in Standing}
    near = f"{COUNTED}{row}>ROUND(N({SEASON}{row})*{CEILING}{row}*(1+{PARAMETERS[Norm.Code.PACE_BAND]}/100),9)"
    full = f"AND({COUNTED}{row}={CEILING}{row},N({SEASON}{row})<1)"
    likely = f"AND(ISNUMBER({CHANCE}{row}),N({CHANCE}{row})*100>={PARAMETERS[Norm.Code.LIKELY_BREACH]})"
    answers = [
        (f'OR(D{row}="{NOTHING}",NOT(ISNUMBER({CEILING}{row})))', Standing.UNKNOWN),
        (f"{COUNTED}{row}>{CEILING}{row}", Standing.OVER),
        (f"AND(ISNUMBER({BY_NOW}{row}),{COUNTED}{row}>N({BY_NOW}{row}))", Standing.OVER),
        (f"AND(ISNUMBER({SEASON}{row}),OR({near},{full}))", Standing.NEAR),
        (likely, Standing.NEAR),
        (f"OR({DOUBT}{row}<>{formulas.text_of(_complete())},NOT(ISNUMBER({SEASON}{row})))", Standing.UNKNOWN),
    ]
    said = words[Standing.WITHIN]
    for question, standing in reversed(answers):
        said = f"IF({question},{words[standing]},{said})"
    return said


def _shade(row: StandingRow, area: Office) -> str:
    return "total" if row.office == area else ""


def _note() -> str:
    return _(
        "注：状态由左边各格依次判断：没有目标或算不出限额的不能判定；超过限额、超过到今天可用数的为超额；快于序时进度、用满限额、"
        "越线可能达到判定线的为临界；资料不完整的不能判定；其余达标。序时进度、越线可能和资料情况由系统在导出时给出，不随台账行改变。"
    )
