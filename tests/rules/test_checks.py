"""A proposal against one rule at a time: the line, one on either side of it, and what is left unsaid."""

from datetime import date

from django.test import TestCase

from tests.county import County
from tracker.models.kinds import Kind
from tracker.models.presets import Rule
from tracker.rules.checks import CHECKED_ELSEWHERE, CHECKS, check
from tracker.rules.meeting_checks import week_of_month
from tracker.rules.proposals import Proposal
from tracker.rules.touches import Earlier, Facts, Result
from tracker.sentences.check_cases import CASES, CHECK_NAMES, REMEDIES

TODAY = date(2026, 11, 19)


class CheckTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()

    def found(self, code, kind=Kind.MEETING, facts=None, **told):
        """What the rule with this code says of a proposal of the bureau to the two towns."""
        rule = Rule.objects.select_related("preset").get(code=code)
        told = {"issuer": self.county.bureau, "offices": tuple(self.county.towns)} | told
        return check(Proposal(kind=kind, **told), rule, facts or Facts(TODAY))

    def assertSays(self, result, code, kind=Kind.MEETING, facts=None, **told):
        found = self.found(code, kind, facts, **told)
        self.assertEqual(found and found.result, result)
        return found

    def assertTouched(self, code, *args, **told):
        return self.assertSays(Result.TOUCHED, code, *args, **told)

    def assertKept(self, code, *args, **told):
        self.assertSays(Result.KEPT, code, *args, **told)


class RegistryTests(CheckTests):
    def test_every_check_has_a_name_and_every_fact_a_remedy(self):
        self.assertEqual(set(CHECK_NAMES), {*CHECKS, *CHECKED_ELSEWHERE})
        self.assertEqual(set(CASES), set(REMEDIES))

    def test_every_check_that_a_rule_names_exists(self):
        named = set(Rule.objects.exclude(check_name="").values_list("check_name", flat=True))
        self.assertEqual(named - set(CHECKS) - set(CHECKED_ELSEWHERE), set())
        self.assertEqual(set(CHECKS) - named, set())

    def test_a_rule_says_nothing_of_another_kind(self):
        self.assertIsNone(self.found("C24-07", Kind.MEETING, characters=9000))


class LengthTests(CheckTests):
    def test_special_work_may_take_4000_characters(self):
        self.assertKept("C24-08", Kind.DOCUMENT, characters=4000, nature="special")
        found = self.assertTouched("C24-08", Kind.DOCUMENT, characters=4620, nature="special")
        self.assertEqual(found.figures, {"characters": 4620, "limit": 4000, "over": 620})

    def test_ordinary_work_may_take_5000_and_is_what_nothing_says_otherwise(self):
        self.assertKept("C24-07", Kind.DOCUMENT, characters=5000)
        self.assertTouched("C24-07", Kind.DOCUMENT, characters=5001)
        self.assertIsNone(self.found("C24-08", Kind.DOCUMENT, characters=5001))

    def test_comprehensive_work_has_no_cap(self):
        for code in ("C24-07", "C24-08"):
            self.assertIsNone(self.found(code, Kind.DOCUMENT, characters=30_000, nature="comprehensive"))

    def test_shandong_caps_every_document_at_3000(self):
        self.assertTouched("L03-5", Kind.DOCUMENT, characters=3001, nature="comprehensive")

    def test_says_nothing_without_a_number(self):
        self.assertIsNone(self.found("C24-07", Kind.DOCUMENT))


class AddresseeTests(CheckTests):
    def directive(self, **told):
        return {"addressee": "authorities", "is_directive": True} | told

    def test_a_department_may_not_send_directives_to_lower_governments(self):
        self.assertTouched("C24-04", Kind.DOCUMENT, **self.directive())

    def test_nor_may_a_coordination_body(self):
        self.county.bureau.kind = "coordination"
        self.assertTouched("C24-04", Kind.DOCUMENT, **self.directive())

    def test_the_general_office_may(self):
        self.assertIsNone(self.found("C24-04", Kind.DOCUMENT, **self.directive(issuer=self.county.county_office)))

    def test_to_its_own_line_or_without_a_directive_it_may(self):
        self.assertKept("C24-04", Kind.DOCUMENT, **self.directive(addressee="stations"))
        self.assertKept("C24-04", Kind.DOCUMENT, **self.directive(is_directive=False))

    def test_shandong_forbids_it_without_a_directive_too(self):
        self.assertTouched("L03-6", Kind.DOCUMENT, **self.directive(is_directive=False))

    def test_says_nothing_while_nobody_is_addressed(self):
        self.assertIsNone(self.found("C24-04", Kind.DOCUMENT))


class DemandTests(CheckTests):
    def test_reports_are_counted_over_offices_and_times(self):
        found = self.assertTouched("C24-11", Kind.DOCUMENT, asks_report=True, report_times=12)
        self.assertEqual(found.figures["reports"], 24)
        self.assertEqual(self.assertTouched("C24-11", Kind.DOCUMENT, asks_form=True).case, "form_back")
        self.assertKept("C24-11", Kind.DOCUMENT)

    def test_traces_are_no_measure_of_work_in_any_kind(self):
        for kind in Kind.values:
            self.assertTouched("C24-29", kind, asks_trace=True)

    def test_inspectors_want_neither_principals_nor_papers(self):
        self.assertEqual(self.assertTouched("C24-28", Kind.INSPECTION, asks_form=True).case, "inspection_papers")
        found = self.assertTouched("C24-28", Kind.INSPECTION, required_rank="principal")
        self.assertEqual(found.case, "inspection_principals")
        self.assertKept("C24-28", Kind.INSPECTION, required_rank="staff")

    def test_the_same_day_is_less_than_24_hours_and_the_next_is_not(self):
        day = date(2026, 11, 20)
        found = self.assertTouched("E13", Kind.DOCUMENT, day=day, deadline=day)
        self.assertEqual(found.figures["earliest"], date(2026, 11, 21))
        self.assertKept("E13", Kind.DOCUMENT, day=day, deadline=date(2026, 11, 21))

    def test_the_day_that_is_offered_is_late_enough(self):
        Rule.objects.filter(code="E13").update(threshold=36)
        day, offered = date(2026, 11, 20), date(2026, 11, 22)
        found = self.assertTouched("E13", Kind.DOCUMENT, day=day, deadline=date(2026, 11, 21))
        self.assertEqual(found.figures["earliest"], offered)
        self.assertKept("E13", Kind.DOCUMENT, day=day, deadline=offered)

    def test_an_inspection_without_plan_or_approval(self):
        self.assertTouched("C18-02", Kind.INSPECTION)
        self.assertKept("C18-02", Kind.INSPECTION, planned=True)
        self.assertKept("C18-02", Kind.INSPECTION, approved_by_principal=True)


class MeetingLengthTests(CheckTests):
    def test_half_a_day_and_a_day_and_a_half_with_groups(self):
        self.assertKept("C24-23", minutes=240)
        self.assertEqual(self.assertTouched("C24-23", minutes=241).figures["over"], 1)
        self.assertIsNone(self.found("C24-23", minutes=700, group_discussion=True))
        self.assertKept("C24-22", minutes=720, group_discussion=True)
        self.assertTouched("C24-22", minutes=721, group_discussion=True)
        self.assertIsNone(self.found("C24-22", minutes=721))

    def test_a_day_is_as_long_as_the_norm_says(self):
        self.assertTouched("C24-23", Kind.MEETING, Facts(TODAY, working_minutes=420), minutes=211)

    def test_local_caps_in_minutes(self):
        self.assertKept("L02-4", minutes=90)
        self.assertTouched("L02-4", minutes=91)
        self.assertKept("L14-4", minutes=120)
        self.assertTouched("L14-4", minutes=121)

    def test_the_main_report_takes_an_hour_at_most(self):
        self.assertKept("C24-21", speech_minutes=60)
        self.assertTouched("C24-21", speech_minutes=61)
        self.assertIsNone(self.found("C24-21", minutes=300))


class RankTests(CheckTests):
    def test_a_deputy_does_not_call_principals(self):
        self.assertTouched("C24-17", convener="deputy", required_rank="principal")
        self.assertKept("C24-17", convener="principal", required_rank="principal")
        self.assertKept("C24-17", convener="deputy", required_rank="deputy")
        self.assertIsNone(self.found("C24-17", required_rank="principal"))

    def test_a_department_needs_approval_to_call_leaders(self):
        self.assertTouched("C24-18", required_rank="deputy")
        self.assertKept("C24-18", required_rank="deputy", approved_by_principal=True)
        self.assertKept("C24-18", required_rank="staff")
        self.assertIsNone(self.found("C24-18", issuer=self.county.county_office, required_rank="deputy"))

    def test_villages_need_the_approval_of_the_principal(self):
        self.assertTouched("C24-14", reaches_villages=True)
        self.assertTouched("C24-14", offices=(self.county.village,))
        self.assertKept("C24-14", reaches_villages=True, approved_by_principal=True)
        self.assertKept("C24-14")

    def test_for_a_city_the_towns_are_the_grassroots(self):
        self.assertEqual(self.assertTouched("C24-14", issuer=self.county.city).figures["level"], "T")

    def test_a_provincial_department_stops_at_the_county(self):
        self.county.bureau.level = "P"
        self.assertTouched("C24-19")
        self.assertKept("C24-19", offices=(self.county.county,))

    def test_people_are_counted_over_all_offices(self):
        self.assertKept("L12-4", people=40)
        self.assertEqual(self.assertTouched("L12-4", people=41).figures["over"], 2)
        self.assertIsNone(self.found("L12-3", people=41))


class NoMeetingTests(CheckTests):
    def test_a_no_meeting_day_offers_the_next_weekday(self):
        found = self.assertTouched("L14-1", day=date(2026, 11, 23))
        self.assertEqual(found.figures["free"], date(2026, 11, 24))
        self.assertKept("L14-1", day=date(2026, 11, 24))

    def test_what_cannot_wait_is_not_asked_to(self):
        self.assertIsNone(self.found("L14-1", day=date(2026, 11, 23), emergency=True))

    def test_a_week_begins_on_monday_and_belongs_to_the_month_of_its_monday(self):
        weeks = {date(2026, 11, 1): 4, date(2026, 11, 2): 1, date(2026, 11, 8): 1, date(2026, 11, 29): 4,
                 date(2026, 11, 30): 5, date(2026, 12, 6): 5, date(2026, 12, 7): 1}  # fmt: skip
        self.assertEqual({day: week_of_month(day) for day in weeks}, weeks)

    def test_a_no_meeting_week_offers_the_monday_after_it(self):
        found = self.assertTouched("L12-2", day=date(2026, 11, 25))
        self.assertEqual(found.figures["free"], date(2026, 11, 30))
        self.assertKept("L12-2", day=date(2026, 11, 20))


class YearlyTests(CheckTests):
    def test_a_second_comprehensive_meeting_is_one_too_many(self):
        self.assertKept("C24-12", comprehensive=True)
        self.assertTouched("C24-12", Kind.MEETING, Facts(TODAY, comprehensive=1), comprehensive=True)
        self.assertIsNone(self.found("C24-12", Kind.MEETING, Facts(TODAY, comprehensive=1)))

    def test_one_county_wide_meeting_a_year(self):
        wide = {"meeting_category": "county_wide"}
        self.assertKept("L12-1", **wide)
        self.assertEqual(
            self.assertTouched("L12-1", Kind.MEETING, Facts(TODAY, county_wide=1), **wide).figures["number"], 2
        )

    def test_a_document_past_last_years_count(self):
        self.assertKept("C24-02", Kind.DOCUMENT, Facts(TODAY, counted=34, last_year=35, counts=True))
        found = self.assertTouched("C24-02", Kind.DOCUMENT, Facts(TODAY, counted=35, last_year=35, counts=True))
        self.assertEqual(found.figures["after"], 36)

    def test_what_does_not_count_officially_passes_nothing(self):
        self.assertKept("C24-02", Kind.DOCUMENT, Facts(TODAY, counted=35, last_year=35, counts=False))

    def test_nothing_is_said_where_last_year_is_unknown(self):
        self.assertIsNone(self.found("C24-02", Kind.DOCUMENT, Facts(TODAY, counted=35, counts=True)))

    def test_filing_five_working_days_ahead(self):
        self.assertKept("L14-5", Kind.MEETING, Facts(TODAY, working_days_ahead=5))
        self.assertTouched("L14-5", Kind.MEETING, Facts(TODAY, working_days_ahead=4))
        self.assertIsNone(self.found("L14-5"))

    def test_a_meeting_in_person_is_reminded_of_video(self):
        self.assertTouched("C24-24", meeting_form="in_person")
        self.assertKept("C24-24", meeting_form="video")


class SuspicionTests(CheckTests):
    def assertSuspected(self, code, *args, **told):
        found = self.assertSays(Result.SUSPECTED, code, *args, **told)
        self.assertFalse(found.is_hard)
        return found

    def test_a_letter_that_demands_is_suspected_and_one_that_does_not_is_kept(self):
        self.assertSuspected("C24-05", Kind.DOCUMENT, document_format="letter", asks_report=True)
        self.assertKept("C24-05", Kind.DOCUMENT, document_format="letter")
        self.assertKept("C24-05", Kind.DOCUMENT, document_format="red_head", asks_report=True)

    def test_research_that_demands_papers(self):
        self.assertSuspected("E12", Kind.INSPECTION, inspection_type="research", asks_form=True)
        self.assertSuspected("E12", Kind.INSPECTION, inspection_type="inspection", title="秋粮调研情况通报")
        self.assertKept("E12", Kind.INSPECTION, inspection_type="research")
        self.assertIsNone(self.found("E12", Kind.INSPECTION, inspection_type="inspection", asks_form=True))

    def test_a_ranking_in_the_title(self):
        self.assertSuspected("C24-30", Kind.DOCUMENT, title="关于10月工作排名的通报")
        self.assertKept("C24-30", Kind.DOCUMENT, title="关于10月工作的通报")

    def test_a_forum_that_requires_principals(self):
        self.assertSuspected("E08", meeting_category="forum", required_rank="principal")
        self.assertKept("E08", meeting_category="forum", required_rank="staff")

    def test_a_meeting_on_what_a_document_has_deployed(self):
        document = Earlier(Kind.DOCUMENT, "关于做好冬季森林防火工作的通知", date(2026, 11, 2), "县应急管理局", True)
        facts = Facts(TODAY, earlier=(document,))
        told = {"title": "全县冬季森林防火工作视频会议", "day": date(2026, 11, 25)}
        found = self.assertSuspected("C24-16", Kind.MEETING, facts, **told)
        self.assertEqual(found.figures["title"], document.title)
        self.assertKept("C24-16", Kind.MEETING, facts, **(told | {"title": "秋粮收购工作会议"}))
        self.assertKept("C24-16", Kind.MEETING, facts, **(told | {"day": date(2026, 12, 10)}))

    def test_a_meeting_that_reached_the_offices_from_above(self):
        upper = Earlier(Kind.MEETING, "全市森林防火工作电视电话会议", date(2026, 11, 18), "市应急管理局", False)
        facts = Facts(TODAY, earlier=(upper,))
        self.assertSuspected("C24-15", Kind.MEETING, facts, title="全县森林防火工作会议", day=date(2026, 11, 20))
        self.assertKept("C24-15", Kind.MEETING, facts, title="全县森林防火工作会议", day=date(2026, 12, 1))
