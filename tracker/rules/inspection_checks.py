"""Checks of an inspection that may be sent, and of what any proposal demands, against one rule each."""

from datetime import timedelta
from math import ceil

from tracker.models.items import Item
from tracker.models.presets import Rule
from tracker.rules.proposals import Proposal
from tracker.rules.touches import Facts, Touch, first_word, suspicion, touch

HOURS_A_DAY = 24


def unplanned(proposal: Proposal, rule: Rule, facts: Facts) -> Touch | None:
    """An inspection that is on no plan and that nobody approved."""
    return touch(rule, "unplanned", not proposal.planned and not proposal.approved_by_principal)


def inspection_demands(proposal: Proposal, rule: Rule, facts: Facts) -> Touch | None:
    """Inspectors who want to see principals, or want forms and materials."""
    wants_principals = proposal.required_rank == Item.RequiredRank.PRINCIPAL
    wants_papers = proposal.asks_form or proposal.asks_report
    case = "inspection_principals" if wants_principals else "inspection_papers"
    return touch(rule, case, wants_principals or wants_papers, offices=len(proposal.offices))


def traces(proposal: Proposal, rule: Rule, facts: Facts) -> Touch | None:
    """Photographs and other traces asked for as a measure of work."""
    return touch(rule, "traces", proposal.asks_trace, offices=len(proposal.offices))


def research(proposal: Proposal, rule: Rule, facts: Facts) -> Touch | None:
    """Called research, guidance or a visit, and yet asking for papers or meant for ranking: suspected."""
    named = proposal.inspection_type in rule.params["types"] or bool(first_word(rule, proposal.title))
    if not named:
        return None
    demands = proposal.asks_form or proposal.asks_report or proposal.asks_trace
    use = first_word(rule, proposal.title, "uses")
    return suspicion(rule, "research_used" if use else "research", demands or bool(use), word=use)


def deadline(proposal: Proposal, rule: Rule, facts: Facts) -> Touch | None:
    """Whether what is asked for is wanted sooner than the rule's hours. Days are whole: the same day is 0 hours."""
    if proposal.deadline is None or rule.threshold is None:
        return None
    hours = int(rule.threshold)
    earliest = (proposal.day or facts.today) + timedelta(days=ceil(hours / HOURS_A_DAY))
    return touch(rule, "deadline", proposal.deadline < earliest, hours=hours, earliest=earliest)


def comprehensive_yearly(proposal: Proposal, rule: Rule, facts: Facts) -> Touch | None:
    """Comprehensive meetings or inspections of the issuer this year, this one included, against the yearly number."""
    if not proposal.comprehensive or rule.threshold is None:
        return None
    number, most = facts.comprehensive + 1, int(rule.threshold)
    return touch(rule, "comprehensive_yearly", number > most, number=number, earlier=facts.comprehensive, most=most)


def yearly_count(proposal: Proposal, rule: Rule, facts: Facts) -> Touch | None:
    """Whether this one takes the official count past last year's whole; what does not count officially never does."""
    if facts.last_year is None:
        return None
    after = facts.counted + (1 if facts.counts else 0)
    is_touched = facts.counts and after > facts.last_year
    return touch(rule, "yearly_count", is_touched, after=after, last_year=facts.last_year, days=facts.explanation_days)
