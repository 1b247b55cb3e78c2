"""A draft of the demo's counting rule, to show what adopting it would change before anybody does."""

from datetime import date

from tracker.actions.counting_rules import draft_from, save_clause
from tracker.demo.data import read
from tracker.models.counting_rules import CountingClause, CountingRule


def make_draft(today: date) -> CountingRule:
    """The draft of fixtures/demo/counting_rules.json, from 1 January of this year on."""
    told = read("counting_rules")
    year = str(today.year)
    draft = CountingRule(
        name=told["name"].replace("{year}", year),
        valid_from=date(today.year, 1, 1),
        source=told["source"],
        change_note=told["change_note"],
    )
    draft_from(CountingRule.objects.on(today), draft)
    for clause in told["clauses"]:
        save_clause(CountingClause(rule=draft, **clause))
    return draft
