"""Checks of a document that may be sent. None: the rule does not speak of it, or too little is told."""

from tracker.models.items import Item
from tracker.models.presets import Rule
from tracker.rules.proposals import Addressee, Nature, Proposal
from tracker.rules.touches import Facts, Touch, first_word, suspicion, touch


def length(proposal: Proposal, rule: Rule, facts: Facts) -> Touch | None:
    """Characters against the cap for the nature of the work; without a nature the work is ordinary.

    Three classes (2024, article 2): comprehensive work has no cap, ordinary 5,000, special work 4,000.
    """
    nature = rule.params.get("nature", "")
    if proposal.characters is None or rule.threshold is None:
        return None
    if nature and nature != (proposal.nature or Nature.ORDINARY):
        return None
    limit = int(rule.threshold)
    over = proposal.characters - limit
    return touch(rule, "length", over > 0, characters=proposal.characters, limit=limit, over=over)


def addressee(proposal: Proposal, rule: Rule, facts: Facts) -> Touch | None:
    """A department or coordination body that writes to lower Party committees and governments."""
    if not proposal.addressee:
        return None
    directs = proposal.is_directive or not rule.params.get("directive_only")
    is_touched = proposal.addressee == Addressee.AUTHORITIES and directs
    return touch(rule, "addressee", is_touched, issuer=proposal.issuer.name)


def report_back(proposal: Proposal, rule: Rule, facts: Facts) -> Touch | None:
    """Reports or forms asked for inside a document: how many in all, over the offices and the times."""
    offices, times = len(proposal.offices), proposal.report_times
    case = "form_back" if proposal.asks_form and not proposal.asks_report else "report_back"
    demands = proposal.asks_report or proposal.asks_form
    return touch(rule, case, demands, offices=offices, times=times, reports=offices * times)


def implementing(proposal: Proposal, rule: Rule, facts: Facts) -> Touch | None:
    """Implementing opinions, detailed rules, divisions of tasks, known by words of the title."""
    word = first_word(rule, proposal.title)
    return touch(rule, "implementing", bool(word), word=word) if proposal.title else None


def format_used(proposal: Proposal, rule: Rule, facts: Facts) -> Touch | None:
    """A letter, memo, white-head sheet or chat notice that asks or sets a day: suspected to replace a document."""
    if not proposal.document_format:
        return None
    is_light = proposal.document_format in rule.params["formats"]
    demands = proposal.asks_report or proposal.asks_form or proposal.asks_trace or proposal.deadline is not None
    label = str(Item.DocumentFormat(proposal.document_format).label)
    return suspicion(rule, "format", is_light and demands, format=label)


def ranking(proposal: Proposal, rule: Rule, facts: Facts) -> Touch | None:
    """A circular that ranks, known by words of the title."""
    if not proposal.title:
        return None
    word = first_word(rule, proposal.title)
    return suspicion(rule, "ranking", bool(word), word=word)
