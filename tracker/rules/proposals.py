"""What an issuing department means to send (拟发事项): what is known of it before it is a record."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from tracker.models.offices import Office


class Nature(StrEnum):
    """工作性质: the caps on length differ by it."""

    COMPREHENSIVE = "comprehensive"
    ORDINARY = "ordinary"
    SPECIAL = "special"


class Rank(StrEnum):
    """Who convenes a meeting."""

    PRINCIPAL = "principal"
    DEPUTY = "deputy"


class Addressee(StrEnum):
    """主送机关: lower Party committees and governments, their offices, or their stations and villages."""

    AUTHORITIES = "authorities"
    GENERAL_OFFICES = "general_offices"
    STATIONS = "stations"


@dataclass(frozen=True, slots=True)
class Proposal:
    """One meeting, document or inspection that may be sent. None and "" mean: not said.

    offices: the receivers, in official order. people: of each of them. minutes: length of a meeting or a visit.
    report_times: how often a report is asked for. The names of choices are those of Item.
    """

    issuer: Office
    kind: str
    title: str = ""
    day: date | None = None
    starts_at: time | None = None
    minutes: int | None = None
    offices: tuple[Office, ...] = ()
    people: int | None = None
    meeting_form: str = ""
    meeting_name: str = ""
    meeting_category: str = ""
    required_rank: str = ""
    convener: str = ""
    speech_minutes: int | None = None
    group_discussion: bool = False
    reaches_villages: bool = False
    approved_by_principal: bool = False
    document_format: str = ""
    genre: str = ""
    characters: int | None = None
    nature: str = ""
    addressee: str = ""
    is_directive: bool = False
    inspection_type: str = ""
    comprehensive: bool = False
    planned: bool = False
    emergency: bool = False
    asks_report: bool = False
    report_times: int = 1
    asks_form: bool = False
    asks_trace: bool = False
    deadline: date | None = None
