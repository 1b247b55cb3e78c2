"""The checks of a proposal by name, as rules call them (Rule.check_name)."""

from tracker.models.presets import Rule
from tracker.rules import document_checks, inspection_checks, meeting_checks
from tracker.rules.proposals import Proposal
from tracker.rules.touches import Check, Facts, Touch

CHECKS: dict[str, Check] = {
    "length": document_checks.length,
    "addressee": document_checks.addressee,
    "report_back": document_checks.report_back,
    "implementing": document_checks.implementing,
    "format": document_checks.format_used,
    "ranking": document_checks.ranking,
    "meeting_length": meeting_checks.meeting_length,
    "speech": meeting_checks.speech,
    "principals_for_deputy": meeting_checks.principals_for_deputy,
    "leaders_without_approval": meeting_checks.leaders_without_approval,
    "reach": meeting_checks.reach,
    "department_reach": meeting_checks.department_reach,
    "no_meeting_day": meeting_checks.no_meeting_day,
    "no_meeting_week": meeting_checks.no_meeting_week,
    "county_wide_yearly": meeting_checks.county_wide_yearly,
    "people": meeting_checks.people,
    "filing": meeting_checks.filing,
    "video": meeting_checks.video,
    "deployed": meeting_checks.deployed,
    "stacked": meeting_checks.stacked,
    "renamed": meeting_checks.renamed,
    "unplanned": inspection_checks.unplanned,
    "inspection_demands": inspection_checks.inspection_demands,
    "traces": inspection_checks.traces,
    "research": inspection_checks.research,
    "deadline": inspection_checks.deadline,
    "comprehensive_yearly": inspection_checks.comprehensive_yearly,
    "yearly_count": inspection_checks.yearly_count,
}
CHECKED_ELSEWHERE = ("target", "explanation", "assessment", "plan")  # by targets, explanations, prices and plans


def check(proposal: Proposal, rule: Rule, facts: Facts) -> Touch | None:
    """What the rule says of the proposal; None where it does not speak of it, or where too little is told."""
    checked = CHECKS.get(rule.check_name)
    return checked(proposal, rule, facts) if checked and speaks_of(rule, proposal) else None


def speaks_of(rule: Rule, proposal: Proposal) -> bool:
    """Whether the rule is about such a kind of item and such an issuer."""
    kinds = rule.params.get("issuer_kinds", [proposal.issuer.kind])
    levels = rule.params.get("issuer_levels", [proposal.issuer.level])
    is_kind = not rule.kind or rule.kind == proposal.kind
    return is_kind and proposal.issuer.kind in kinds and proposal.issuer.level in levels
