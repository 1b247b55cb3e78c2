"""Which rules are in force for an issuer, what the ledger knows, and how a finding reads."""

from datetime import date

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from tests.county import County, log
from tracker.models.counting_rules import CountingClause, CountingRule
from tracker.models.emergencies import Emergency
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.presets import Preset, PresetAdoption
from tracker.queries.checks import checked_rules, facts_for
from tracker.rules.proposals import Proposal
from tracker.sentences.checks import kept_words, touch_words

TODAY = date(2026, 11, 19)


class CheckedCounty(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.adopt("CN-2024", cls.county.city)

    @classmethod
    def adopt(cls, code, area, first=date(2026, 1, 1), last=None):
        preset = Preset.objects.get(code=code)
        return PresetAdoption.objects.create(preset=preset, area=area, valid_from=first, valid_to=last)

    def proposal(self, kind=Kind.MEETING, **told):
        return Proposal(**({"kind": kind, "issuer": self.county.bureau, "offices": tuple(self.county.towns)} | told))

    def codes(self, proposal, day=TODAY):
        return [touch.rule.code for touch in checked_rules(proposal, day).touches]


class InForceTests(CheckedCounty):
    def test_what_an_area_above_adopted_is_checked(self):
        self.assertEqual(self.codes(self.proposal(minutes=300)), ["C24-23"])

    def test_nothing_is_checked_before_it_is_adopted_or_after_its_end(self):
        proposal = self.proposal(day=date(2026, 11, 25))
        adoption = self.adopt("Gaotai-2019", self.county.county, date(2026, 3, 1), date(2026, 11, 24))
        self.assertEqual(self.codes(proposal), [])
        adoption.valid_to = None
        adoption.save()
        self.assertEqual(self.codes(proposal), ["L12-2"])
        self.assertEqual(self.codes(self.proposal(day=date(2026, 2, 25))), [])

    def test_what_a_neighbour_adopted_is_not(self):
        self.adopt("Gaotai-2019", self.county.neighbour)
        self.assertEqual(self.codes(self.proposal(day=date(2026, 11, 25))), [])

    def test_hard_rules_come_first(self):
        proposal = self.proposal(minutes=300, required_rank=Item.RequiredRank.PRINCIPAL, convener="deputy")
        self.assertEqual(self.codes(proposal), ["C24-18", "C24-17", "C24-23"])

    def test_rules_that_say_the_same_are_one_row(self):
        self.adopt("Gaotai-2019", self.county.county)
        found = checked_rules(self.proposal(minutes=300), TODAY).touches
        self.assertEqual(
            [(touch.rule.code, [rule.code for rule in touch.also]) for touch in found], [("L12-8", ["C24-23"])]
        )

    def test_asks_as_few_queries_for_many_rules_as_for_few(self):
        proposal = self.proposal(title="森林防火会议", day=date(2026, 11, 25), minutes=300, comprehensive=True)
        asked = []
        for preset in ("Gaotai-2019", "Zhangjiajie-2022"):
            self.adopt(preset, self.county.county)
            with CaptureQueriesContext(connection) as queries:
                checked_rules(proposal, TODAY)
            asked.append(len(queries))
        self.assertEqual(asked[0], asked[1])
        self.assertLess(asked[0], 20)


class FactTests(CheckedCounty):
    def test_counts_this_years_comprehensive_meetings_of_the_issuer(self):
        fields = {"comprehensive": True, "meeting_category": Item.MeetingCategory.COUNTY_WIDE}
        log(Kind.MEETING, self.county.bureau, date(2026, 2, 5), self.county.towns, **fields)
        log(Kind.MEETING, self.county.bureau, date(2025, 2, 5), self.county.towns, **fields)
        log(Kind.MEETING, self.county.other_bureau, date(2026, 2, 5), self.county.towns, **fields)
        facts = facts_for(self.proposal(**fields), TODAY)
        self.assertEqual((facts.comprehensive, facts.county_wide), (1, 1))

    def test_counts_the_working_days_that_are_left(self):
        facts = facts_for(self.proposal(day=date(2026, 11, 26)), TODAY)
        self.assertEqual(facts.working_days_ahead, 5)

    def test_the_year_and_the_year_before_as_sender(self):
        for day in (date(2025, 3, 1), date(2025, 12, 1), date(2026, 3, 1)):
            log(Kind.DOCUMENT, self.county.bureau, day, self.county.towns)
        proposal = self.proposal(Kind.DOCUMENT, document_format="red_head")
        facts = facts_for(proposal, TODAY)
        self.assertEqual((facts.counted, facts.last_year, facts.counts), (1, 2, True))
        self.assertFalse(facts_for(self.proposal(Kind.DOCUMENT, document_format="letter"), TODAY).counts)

    def test_a_document_past_last_years_count_is_touched(self):
        for day in (date(2025, 3, 1), date(2026, 3, 1)):
            log(Kind.DOCUMENT, self.county.bureau, day, self.county.towns)
        self.assertEqual(self.codes(self.proposal(Kind.DOCUMENT, document_format="red_head")), ["C24-02"])
        told = {"first": date(2026, 11, 1), "last": date(2026, 11, 30), "reason": "洪水"}
        Emergency.objects.create(area=self.county.county, name="防汛应急响应", **told)
        self.assertEqual(self.codes(self.proposal(Kind.DOCUMENT, document_format="red_head", emergency=True)), [])

    def test_it_counts_by_what_it_asks_for_as_its_price_says(self):
        asking = {"conditions": {"asks_report": [True]}, "counts": False, "reason": "要求报送情况的，不计入"}
        rule = CountingRule.objects.on(TODAY)
        CountingClause.objects.create(rule=rule, kind=Kind.DOCUMENT, position=0, **asking)
        proposal = self.proposal(Kind.DOCUMENT, document_format="red_head", asks_report=True)
        self.assertFalse(facts_for(proposal, TODAY).counts)

    def test_documents_of_the_issuer_and_meetings_from_above_of_the_last_weeks(self):
        log(Kind.DOCUMENT, self.county.bureau, date(2026, 11, 2), self.county.towns, title="关于做好森林防火工作的通知")
        log(Kind.DOCUMENT, self.county.other_bureau, date(2026, 11, 2), self.county.towns, title="别的单位的通知")
        log(Kind.MEETING, self.county.city, date(2026, 11, 18), self.county.towns, title="全市森林防火工作会议")
        log(Kind.MEETING, self.county.city, date(2026, 11, 18), [self.county.foreign_town], title="没有开到这里")
        facts = facts_for(self.proposal(title="全县森林防火工作会议", day=TODAY), TODAY)
        self.assertEqual(
            [(row.title, row.is_own) for row in facts.earlier],
            [("关于做好森林防火工作的通知", True), ("全市森林防火工作会议", False)],
        )


class SentenceTests(CheckedCounty):
    def said(self, **told):
        found = checked_rules(self.proposal(**told), TODAY).touches
        return [touch_words(touch) for touch in found]

    def test_says_fact_article_force_and_what_to_do(self):
        words = self.said(kind=Kind.DOCUMENT, characters=4620, nature="special")[0]
        self.assertEqual(
            words.sentence,
            "● 提醒：拟发文件 4,620 字，超过 4,000 字。"
            "整治形式主义为基层减负若干规定 第二条（一般要求）。需删减 620 字。",
        )

    def test_a_hard_rule_warns_a_soft_one_reminds_and_a_suspicion_stays_one(self):
        self.assertEqual([words.word for words in self.said(required_rank="deputy")], ["预警"])
        self.assertEqual([words.word for words in self.said(minutes=300)], ["提醒"])
        told = {"kind": Kind.DOCUMENT, "document_format": "memo", "deadline": date(2026, 12, 1)}
        self.assertEqual([(words.symbol, words.word) for words in self.said(**told)], [("◇", "疑似")])

    def test_leads_to_the_article(self):
        self.assertEqual(self.said(minutes=300)[0].articles[0][1], "/presets/CN-2024/#C24-23")

    def test_half_a_day_is_said_in_minutes_too(self):
        self.assertEqual(self.said(minutes=300)[0].fact, "会期 300 分钟，超过半天（240 分钟）。")

    def test_tells_what_was_checked_and_holds(self):
        checked = checked_rules(self.proposal(minutes=200, meeting_form="video"), TODAY)
        self.assertEqual(kept_words(checked), "✓ 符合：开到基层、会期、视频会议、留痕。共核对 4 条。")

    def test_says_so_where_no_rule_is_adopted(self):
        checked = checked_rules(self.proposal(issuer=self.county.neighbour, minutes=300), date(2020, 1, 1))
        self.assertIn("没有可以核对的规定", kept_words(checked))

    def test_no_sentence_calls_anything_a_breach(self):
        told = {"minutes": 900, "required_rank": "principal", "convener": "deputy", "reaches_villages": True,
                "asks_trace": True, "meeting_form": "in_person", "meeting_category": "forum"}  # fmt: skip
        said = self.said(**told)
        self.assertGreater(len(said), 5)
        self.assertFalse([words.sentence for words in said if "违规" in words.sentence or "违反" in words.sentence])
