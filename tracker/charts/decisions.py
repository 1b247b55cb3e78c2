"""What waits for somebody's word, line by line, with the page where it is given."""

from dataclasses import dataclass

from django.urls import reverse

from tracker.charts.addresses import findings_address, office_address
from tracker.measures.standing import Standing
from tracker.models.findings import Finding
from tracker.queries.decisions import Decisions
from tracker.queries.explanations import ExplanationRow
from tracker.queries.overview import Overview
from tracker.sentences.decisions import ending_line, explanation_line, finding_line, over_line

SHOWN = 7
SUSPECTED = "◇"
_SYMBOLS = {Standing.OVER: "▲", Standing.NEAR: "●"}


@dataclass(frozen=True, slots=True)
class Waiting:
    """symbol, css: how urgent; suspicion has neither colour nor alarm."""

    symbol: str
    css: str
    words: str
    address: str


def waiting_lines(waiting: Decisions, overview: Overview) -> list[Waiting]:
    """Every line, the most pressing first: what is over or late, what is due, what waits to be decided."""
    lines = [
        *(_urgent(over_line(row), office_address(overview.area, overview.span)) for row in waiting.over),
        *(_explanation(row) for row in (*waiting.owed, *waiting.waiting)),
        *(_due(ending_line(row), reverse("overrun", args=[row.pk])) for row in waiting.ending),
        *(_finding(row) for row in waiting.findings),
    ]
    order = [_SYMBOLS[Standing.OVER], _SYMBOLS[Standing.NEAR], SUSPECTED]
    return sorted(lines, key=lambda line: order.index(line.symbol))


def rest_address(waiting: Decisions, overview: Overview) -> str:
    """Where the lines that are not shown are listed: they are the last in order, suspicions if there are any."""
    if waiting.findings:
        return findings_address(overview.area, overview.year)
    return f"{reverse('explanations')}?year={overview.year}"


def _explanation(row: ExplanationRow) -> Waiting:
    address = reverse("explanation", args=[row.issuer.code, row.kind, row.year])
    is_late = row.is_owed and row.days < 0
    return (_urgent if is_late else _due)(explanation_line(row), address)


def _finding(finding: Finding) -> Waiting:
    address = reverse("finding", args=[finding.pk])
    if finding.status == Finding.Status.CONFIRMED:
        return _due(finding_line(finding), address)
    return Waiting(SUSPECTED, "", finding_line(finding), address)


def _urgent(words: str, address: str) -> Waiting:
    return Waiting(_SYMBOLS[Standing.OVER], "t-over", words, address)


def _due(words: str, address: str) -> Waiting:
    return Waiting(_SYMBOLS[Standing.NEAR], "t-near", words, address)
