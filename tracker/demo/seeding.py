"""Seeds the demo county into an empty database, in one transaction."""

from dataclasses import dataclass
from datetime import date
from random import Random

from django.db import transaction
from django.utils.translation import gettext as _

from tracker.actions.loads import recount
from tracker.demo.assessments import make_assessments
from tracker.demo.baselines import make_past_years
from tracker.demo.briefs import make_briefs
from tracker.demo.chains import store_chains, withdraw_planted
from tracker.demo.corrections import correct
from tracker.demo.counting_rules import make_draft
from tracker.demo.county import make_county
from tracker.demo.efforts import make_efforts
from tracker.demo.emergencies import make_emergencies
from tracker.demo.findings import make_findings
from tracker.demo.making import make_drafts
from tracker.demo.mergers import make_mergers, redirect_merged
from tracker.demo.nil_reports import make_nil_reports
from tracker.demo.people import Role, make_people
from tracker.demo.plans import make_plans
from tracker.demo.presets import make_adoptions, make_explanations, make_overruns
from tracker.demo.promises import make_baselines, make_targets, share_out_targets
from tracker.demo.saved_views import make_saved_views
from tracker.demo.staffing import make_staffing
from tracker.demo.storing import settle_items, store
from tracker.demo.weeks import make_weeks
from tracker.demo.workbook_templates import make_template
from tracker.models.items import Item
from tracker.models.offices import Office

SEED = 2026


class ForeignLedgerError(Exception):
    """The database already holds offices that are not the demo's."""

    def __str__(self) -> str:
        return _("这个数据库里已有其他单位的台账，不能放入演示数据。请另选一个空的数据库。")


@dataclass(frozen=True, slots=True)
class Seeded:
    """How much was made."""

    offices: int
    items: int
    deliveries: int
    cells: int


def is_seeded() -> bool:
    """Whether the demo county is there. Raises ForeignLedgerError when other offices are there instead."""
    if Item.objects.filter(source=Item.Source.DEMO).exists():
        return True
    if Office.objects.exists():
        raise ForeignLedgerError
    return False


@transaction.atomic
def seed_demo(today: date, seed: int = SEED, scale: float = 1.0) -> Seeded:
    """Make the demo county as it stands on `today`. scale: share of the usual volume, for tests.

    Raises ForeignLedgerError unless the database has no offices.
    """
    if Office.objects.exists():
        raise ForeignLedgerError
    county = make_county()
    people = make_people()
    make_emergencies(today, people[Role.SUPERVISOR])
    drafts = make_drafts(county, today, seed, scale)
    redirect_merged(drafts, county, today)
    logs = {user.post.office_id: user for user in people.values()}
    settle_items(drafts, logs)
    items, deliveries = store(drafts, Random(f"{seed}/landings"))  # noqa: S311
    chained, landed = store_chains(county, today, logs, Random(f"{seed}/chains"))  # noqa: S311
    make_targets(today.year)
    make_baselines(today.year, people[Role.SUPERVISOR])
    cells = recount()
    make_past_years(county, today.year, people[Role.SUPERVISOR], seed)
    share_out_targets(today, people[Role.SUPERVISOR])
    correct(county, people, today)
    withdraw_planted(people[Role.SUPERVISOR])
    make_draft(today)
    make_nil_reports(county, today)
    make_mergers(today)
    make_findings(people, today)
    make_efforts(county, today)
    make_staffing(county, today)
    make_adoptions(today.year)
    make_explanations(people[Role.SUPERVISOR].post.office, today, people[Role.SUPERVISOR])
    make_overruns(today, people[Role.SUPERVISOR])
    make_assessments(people[Role.ISSUER])
    make_plans(today, people[Role.ISSUER], people[Role.SUPERVISOR])
    make_weeks(people[Role.SUPERVISOR].post.office, today)
    make_saved_views(people[Role.SUPERVISOR])
    make_briefs(today, people[Role.SUPERVISOR])
    make_template(today, people[Role.SUPERVISOR])
    return Seeded(Office.objects.count(), items + chained, deliveries + landed, cells)
