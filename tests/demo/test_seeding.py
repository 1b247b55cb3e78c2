from datetime import date, timedelta

from django.test import TestCase
from django.utils import timezone

from tests.county import County
from tracker.actions.loads import differences, stale_copies
from tracker.demo.county import read_county
from tracker.demo.people import ACCOUNTS, PASSWORD
from tracker.demo.planting import planted_items, problems
from tracker.demo.seeding import ForeignLedgerError, is_seeded, seed_demo
from tracker.measures.standing import Reason, Standing
from tracker.models.baselines import Baseline, Side
from tracker.models.counting_rules import CountingRule
from tracker.models.deliveries import Delivery
from tracker.models.exports import Export
from tracker.models.findings import Finding
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.loads import Load
from tracker.models.nil_reports import NilReport
from tracker.models.offices import NumberPrefix, Office, OfficeAlias
from tracker.models.offsets import Offset
from tracker.models.plans import Plan, PlanLine
from tracker.models.posts import Post, offices_visible_to
from tracker.models.targets import Target
from tracker.models.workbook_templates import WorkbookTemplate
from tracker.queries.counting import effect
from tracker.queries.emergencies import emergency_shares
from tracker.queries.standings import standings
from tracker.rules.counting import clauses_on, deciding_clause
from tracker.rules.emergencies import covered_in_query
from tracker.workbooks.cell_logs import unpacked

TODAY = date(2026, 11, 22)


class SeededTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.made = seed_demo(TODAY, scale=0.25)
        cls.county = read_county()

    def town(self, name):
        return Office.objects.get(name=name, level=Office.Level.TOWN)

    def judgement(self, office, kind=Kind.DOCUMENT, **options):
        return standings([office], 2026, TODAY, **options)[office.pk, kind].judgement

    def test_loads_equal_a_recount(self):
        self.assertEqual((list(differences()), stale_copies()), ([], 0))

    def test_whoever_has_no_record_reported_nil_and_the_silent_town_stays_silent(self):
        reports = NilReport.objects.all()
        self.assertGreater(reports.count(), 1000)
        contradicted = Load.objects.filter(office__in=reports.values("office"), kind="inspection", month=202610)
        self.assertFalse(reports.filter(kind="inspection", month=202610, office__in=contradicted.values("office")))
        self.assertTrue(reports.filter(office=self.town("云台乡")).exists())
        self.assertEqual(self.judgement(self.town("云台乡")).reason, Reason.INCOMPLETE)

    def test_there_are_twenty_towns_their_villages_and_forty_issuers(self):
        self.assertEqual(len(self.county.towns), 20)
        self.assertTrue(all(12 <= len(town.villages) <= 16 for town in self.county.towns))
        self.assertTrue(40 <= len(self.county.issuers) <= 60)
        self.assertEqual(Office.objects.find_problems(), ([], [], [], [], []))

    def test_offices_can_be_found_by_short_name_and_number_prefix(self):
        bureau = Office.objects.get(code="QH-B16")
        self.assertEqual(OfficeAlias.objects.get(name="县应急局").office, bureau)
        self.assertEqual(NumberPrefix.objects.get(prefix="清应急").office, bureau)

    def test_every_item_is_marked_as_demo_and_counted_by_the_rule(self):
        self.assertEqual(set(Item.objects.values_list("source", flat=True)), {Item.Source.DEMO})
        clauses = clauses_on(TODAY)
        rows = Item.objects.filter(official_override__isnull=True).order_by("pk")
        wrong = [item for item in rows if item.official_clause_id != deciding_clause(item, clauses).pk]
        self.assertEqual(wrong, [])

    def test_all_three_sources_of_time_and_both_sides_occur(self):
        self.assertEqual(set(Delivery.objects.values_list("time_source", flat=True)), set(Delivery.TimeSource.values))
        sides = set(Delivery.objects.values_list("sent", "received"))
        self.assertEqual(sides, {(True, True), (True, False), (False, True)})

    def test_nothing_was_logged_before_it_happened_or_in_the_future(self):
        for item in Item.objects.order_by("pk")[::50]:
            self.assertLessEqual(item.day, timezone.localdate(item.logged_at))
            self.assertLessEqual(item.logged_at, timezone.now())

    def test_every_planted_problem_is_found(self):
        missing = [name for name in problems() if not planted_items(name).exists()]
        self.assertEqual(missing, [])

    def test_the_same_matter_was_issued_three_times_within_ten_days(self):
        days = list(planted_items("re_issued").values_list("day", flat=True))
        self.assertEqual(len(days), 3)
        self.assertLessEqual(days[-1] - days[0], timedelta(days=10))

    def test_the_visit_called_research_is_on_no_plan_and_asks_for_papers(self):
        visit = planted_items("research_visit").get()
        self.assertEqual((visit.inspection_type, visit.plan_status), ("research", "unplanned"))
        self.assertTrue(visit.asks_form)

    def test_the_chat_task_is_due_the_same_day(self):
        for item in planted_items("chat_same_day"):
            self.assertEqual((item.deadline, item.channel), (item.day, Item.Channel.CHAT))

    def test_a_town_that_has_gone_silent_cannot_be_judged(self):
        row = standings([self.town("云台乡")], 2026, TODAY)[self.town("云台乡").pk, Kind.DOCUMENT]
        self.assertEqual((row.judgement.reason, row.gap.silent), (Reason.INCOMPLETE, True))

    def test_findings_stand_in_different_states(self):
        states = Finding.objects.values_list("status", flat=True)
        self.assertEqual(len(set(states)), 4)

    def test_a_town_without_last_years_ledger_cannot_be_judged(self):
        self.assertEqual(self.judgement(self.town("上泉乡")).reason, Reason.NO_BASELINE)

    def test_towns_stand_over_near_and_within(self):
        towns = [town.office for town in self.county.towns]
        rows = standings(towns, 2026, TODAY).values()
        self.assertEqual({row.judgement.standing for row in rows}, set(Standing))

    def test_a_dozen_issuers_have_promised(self):
        targets = Target.objects.filter(side=Side.SENT, kind=Kind.DOCUMENT)
        self.assertGreaterEqual(targets.count(), 12)
        self.assertTrue(all(targets.values_list("responsible", flat=True)))
        over = self.judgement(Office.objects.get(code="QH-E05"), side=Side.SENT)
        self.assertEqual(over.standing, Standing.OVER)

    def test_typed_baselines_name_their_evidence(self):
        self.assertTrue(all(Baseline.objects.values_list("evidence", flat=True)))
        self.assertEqual(Baseline.objects.filter(months__isnull=True).count(), 3)

    def test_people_left_a_history_with_reasons(self):
        self.assertTrue(Item.objects.filter(withdrawn_at__isnull=False).exclude(withdrawn_reason="").exists())
        self.assertTrue(Item.objects.filter(official_override__isnull=False).exclude(official_reason="").exists())
        self.assertTrue(15 <= Item.history.count() <= 60)
        self.assertEqual(set(Item.history.values_list("history_user", flat=True)) & {None}, set())

    def test_plans_of_every_standing_are_there_and_items_come_of_their_lines(self):
        self.assertEqual(set(Plan.objects.values_list("status", flat=True)), set(Plan.Status.values))
        self.assertTrue(PlanLine.objects.filter(is_addition=True, status=PlanLine.Status.PROPOSED).exists())
        self.assertTrue(Item.objects.filter(plan_line__isnull=False).exclude(admission_number="").exists())
        self.assertTrue(Item.objects.filter(without_admission=True).exists())
        self.assertTrue(Offset.objects.exists())

    def test_responses_cover_most_of_what_is_marked_and_not_all(self):
        marked = Item.objects.filter(emergency=True)
        covered = marked.filter(covered_in_query()).count()
        self.assertTrue(0.6 < covered / marked.count() < 1)

    def test_an_issuer_in_permanent_emergency_is_pointed_out(self):
        rows = emergency_shares(Office.objects.get(code="QH"), TODAY)
        self.assertIn("QH-E06", [row.issuer.code for row in rows if row.is_outlier])

    def test_a_draft_of_the_counting_rule_would_change_something(self):
        found = effect(Office.objects.get(code="QH"), CountingRule.objects.get(is_draft=True), TODAY)
        self.assertFalse(found.is_nothing)


class PeopleTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        seed_demo(TODAY, scale=0.02)

    def test_the_county_s_own_table_was_taken_away_filled_and_registered(self):
        self.assertEqual(WorkbookTemplate.objects.get().office.code, "QH")
        export = Export.objects.get(content=Export.Content.TEMPLATE)
        self.assertEqual((export.number, export.stage), ("QH-2026-00001", Export.Stage.READY))
        says = [text for texts in unpacked(bytes(export.cells))["表1 会议文件情况"].values() for text in texts]
        self.assertIn("清河县精简会议文件情况表", says)

    def test_there_is_one_account_for_each_role(self):
        self.assertEqual(sorted(Post.objects.values_list("role", flat=True)), sorted(Post.Role.values))
        self.assertEqual(sorted(account.role for account in ACCOUNTS), sorted(Post.Role.values))

    def test_the_printed_password_opens_every_account(self):
        for account in ACCOUNTS:
            self.assertTrue(Post.objects.get(role=account.role).user.check_password(PASSWORD))

    def test_only_the_administrator_enters_the_admin(self):
        staff = Post.objects.filter(user__is_staff=True, user__is_superuser=True)
        self.assertEqual([post.role for post in staff], [Post.Role.ADMINISTRATOR])
        self.assertEqual(Post.objects.filter(user__is_staff=True).count(), 1)

    def test_the_clerk_sees_the_town_and_the_supervisor_the_county(self):
        seen = {
            role: set(offices_visible_to(Post.objects.get(role=role).user).values_list("level", flat=True))
            for role in (Post.Role.CLERK, Post.Role.SUPERVISOR)
        }
        self.assertEqual(seen, {Post.Role.CLERK: {"T", "V"}, Post.Role.SUPERVISOR: {"K", "T", "V"}})


class ForeignLedgerTests(TestCase):
    def test_an_empty_database_is_not_seeded(self):
        self.assertFalse(is_seeded())

    def test_other_offices_are_left_alone(self):
        County()
        before = Office.objects.count()
        with self.assertRaises(ForeignLedgerError):
            is_seeded()
        with self.assertRaises(ForeignLedgerError):
            seed_demo(TODAY, scale=0.02)
        self.assertEqual((Office.objects.count(), Item.objects.count()), (before, 0))
