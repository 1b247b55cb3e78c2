import re
from datetime import date

from django.test import TestCase

from tests.county import County, log, make_office, tell_the_rest
from tracker.models.findings import Finding
from tracker.models.kinds import Kind
from tracker.models.nil_reports import NilReport
from tracker.models.offices import Office
from tracker.models.targets import Target
from tracker.queries.briefs import brief_figures
from tracker.sentences.brief_figures import named_figures
from tracker.sentences.brief_texts import moved
from tracker.sentences.briefs import brief, length_of, names_in_order, plain_text

TODAY = date(2026, 11, 20)
DATES = re.compile(r"\d{4}年|\d+月\d+日|\d+月")


class BriefCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = county = County()
        for month in range(1, 13):
            log(Kind.MEETING, county.bureau, date(2025, month, 9), county.towns)
            log(Kind.DOCUMENT, county.other_bureau, date(2025, month, 10), [county.town])
        for month in range(1, 11):
            log(Kind.MEETING, county.bureau, date(2026, month, 9), county.towns)
            log(Kind.MEETING, county.county_office, date(2026, month, 19), [county.town])
        for kind, number in ((Kind.MEETING, 15), (Kind.DOCUMENT, 9)):
            target = {"kind": kind, "year": 2026, "type": Target.Type.FIXED, "number": number}
            Target.objects.create(office=county.county, **target)
            Target.objects.create(office=county.town, **target | {"number": 3})

    def written(self, month=202610, today=TODAY):
        self.figures = brief_figures(self.county.county, month, today)
        return brief(self.figures)

    def text(self, **asked):
        return "\n".join(one.text for one in self.written(**asked))


class ProseTests(BriefCase):
    def test_is_five_paragraphs_between_whom_it_goes_to_and_whom_it_comes_from(self):
        headings = [one.heading for one in self.written()]
        self.assertEqual(headings[0], "主送")
        self.assertEqual([heading[:2] for heading in headings[1:6]], ["一、", "二、", "三、", "四、", "五、"])
        self.assertEqual(self.written()[-1].text, "清河县")

    def test_is_between_three_and_seven_hundred_characters(self):
        words = re.findall(r"[A-Za-z0-9,.%−–]+|\S", self.text())
        self.assertTrue(300 <= len(words) <= 700, len(words))

    def test_every_number_of_it_is_a_figure_of_the_ledger(self):
        for one in self.written():
            plain = "".join(words for words, key in one.pieces() if not key)
            with self.subTest(one.heading):
                self.assertEqual(re.findall(r"\d+", DATES.sub("", plain)), [])

    def test_says_both_counts_side_by_side(self):
        self.assertIn("会议 2 次（2 次）", self.text())

    def test_just_written_it_says_what_the_ledger_says(self):
        paragraphs = self.written()
        self.assertEqual(moved(paragraphs, {key: one.words for key, one in named_figures(self.figures).items()}), [])

    def test_says_what_is_over_and_by_how_many(self):
        self.assertIn("会议限额 15 次，已超 5 次，超额", self.text())

    def test_a_month_that_runs_is_told_up_to_today(self):
        self.assertIn("数字统计到11月20日", self.text(month=202611))

    def test_a_month_ahead_is_refused(self):
        with self.assertRaises(ValueError):
            brief_figures(self.county.county, 202612, TODAY)

    def test_a_ledger_without_anything_is_told_without_a_figure_of_a_share(self):
        text = "\n".join(one.text for one in brief(brief_figures(self.county.neighbour, 202610, TODAY)))
        self.assertIn("还没有单位带来工时", text)
        self.assertNotIn("%", text)

    def test_as_plain_text_it_has_windows_line_ends_and_no_empty_addressee(self):
        text = plain_text("月报", self.written(), "2026年11月2日")
        self.assertEqual(text.count("\n"), text.count("\r\n"))
        self.assertNotIn("主送", text)


class NeverARankTests(BriefCase):
    def test_receivers_stand_in_official_order_however_much_they_are_over(self):
        Target.objects.filter(office=self.county.town).update(number=9)
        target = {"kind": Kind.MEETING, "year": 2026, "type": Target.Type.FIXED, "number": 0}
        Target.objects.create(office=self.county.other_town, **target)
        self.assertIn("会议超额 2 个：新桥镇、柳林镇（按行政区划顺序，不作排名）", self.text())

    def test_speaks_of_no_rank_of_receivers_and_names_no_person(self):
        text = self.text().replace("不作排名", "").replace("不对接收单位和个人排名", "")
        for word in ("排名", "第一名", "名次", "位列", "最多的乡镇", "倒数", "居首", "垫底"):
            self.assertNotIn(word, text)

    def test_says_that_it_is_no_basis_of_assessment(self):
        self.assertIn("不对接收单位和个人排名，不作考核依据", self.text())

    def test_receivers_within_their_ceiling_are_not_named(self):
        self.assertNotIn("柳林镇", self.text().replace("资料不全（新桥镇、柳林镇）", ""))

    def test_a_long_list_of_names_ends_in_a_word(self):
        offices = [Office(name=f"很长很长很长很长名字的乡镇{number}") for number in range(9)]
        self.assertTrue(names_in_order(offices).endswith("等"))
        self.assertLess(length_of(names_in_order(offices)), 60)


class CaveatTests(BriefCase):
    def caveats(self, **asked):
        return self.written(**asked)[5].text

    def test_names_those_whose_ledger_has_gaps_and_calls_their_numbers_the_least_known(self):
        self.assertIn("2 个单位资料不全（新桥镇、柳林镇），所列为已知最少数，不判达标", self.caveats())

    def test_says_nothing_of_gaps_where_there_are_none(self):
        tell_the_rest(*self.county.towns)
        self.assertNotIn("资料不全", self.caveats())

    def test_a_month_nobody_has_told_of_yet_counts_as_a_gap_once_it_is_due(self):
        tell_the_rest(*self.county.towns)
        NilReport.objects.filter(office=self.county.other_town, month=202610, kind=Kind.INSPECTION).delete()
        self.assertIn("1 个单位资料不全（柳林镇）", self.caveats())
        self.assertNotIn("资料不全", self.caveats(today=date(2026, 11, 2)))

    def test_what_a_missing_month_may_have_passed_is_not_within(self):
        tell_the_rest(*self.county.towns)
        self.assertIn("发文限额 9 件，还可安排 9 件，达标", self.text())
        NilReport.objects.filter(office=self.county.towns[1], kind=Kind.DOCUMENT, month=202610).delete()
        self.assertIn("发文限额 9 件，不能判定（有的月份没有登记", self.text())

    def test_until_the_month_is_due_it_says_that_numbers_may_still_move(self):
        self.assertIn("本月登记到11月10日截止，此前补登会使数字变动", self.caveats(today=date(2026, 11, 2)))
        self.assertNotIn("此前补登", self.caveats())

    def test_says_how_far_hours_were_measured_and_estimated(self):
        self.assertIn("工时实测 0.0%、估算 100.0%、按标准 0.0%", self.caveats())

    def test_names_the_version_of_the_counting_rule(self):
        self.assertIn("统计口径按《统计口径（2026版）》", self.caveats())

    def test_a_forecast_comes_with_its_range_and_its_caveat(self):
        text = self.text()
        self.assertRegex(text, r"年末预计 \d+ 次（\d+ 至 \d+）")
        self.assertIn("年末预计为八成把握的区间", text)

    def test_a_suspicion_stays_one(self):
        Finding.objects.create(office=self.county.bureau, kind=Kind.DOCUMENT, year=2026, facts="便函增多")
        text = self.text()
        self.assertIn("疑似变相 1 条尚未了结，认定之前不作结论", text)
        self.assertNotIn("便函增多", text)

    def test_where_nothing_is_to_be_noted_it_does_not_say_all_is_well(self):
        town = make_office("BS-T2", "绿水镇", Office.Kind.TOWN, Office.Level.TOWN, self.county.neighbour)
        log(Kind.MEETING, self.county.neighbour, date(2026, 10, 9), [town])
        matters = brief(brief_figures(self.county.neighbour, 202610, TODAY))[4].text
        self.assertEqual(matters, "从现有登记看，没有需要提请注意的事项；资料不全之处不作结论。")
