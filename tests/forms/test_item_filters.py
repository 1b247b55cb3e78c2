from datetime import date

from django.http import QueryDict
from django.test import SimpleTestCase, TestCase

from tests.county import County, log, make_user
from tracker.forms.filter_words import brackets, in_words, period_in_words, ways_out
from tracker.forms.item_filters import ItemFilterForm
from tracker.models.kinds import Kind
from tracker.models.posts import Post
from tracker.queries.items import ItemFilter


class PeriodTests(SimpleTestCase):
    def test_is_said_as_short_as_it_can_be(self):
        first = date(2026, 11, 1)
        self.assertEqual(period_in_words(None, None), "全部时段")
        self.assertEqual(period_in_words(first, None), "2026年11月1日起")
        self.assertEqual(period_in_words(None, first), "至2026年11月1日")
        self.assertEqual(period_in_words(first, first), "2026年11月1日")
        self.assertEqual(period_in_words(first, date(2026, 11, 18)), "2026年11月1—18日")
        self.assertEqual(period_in_words(first, date(2026, 11, 30)), "2026年11月")
        self.assertEqual(period_in_words(date(2026, 1, 1), date(2026, 12, 31)), "2026年")
        self.assertEqual(period_in_words(date(2026, 1, 1), date(2026, 11, 18)), "2026年1月1日—11月18日")
        self.assertEqual(period_in_words(date(2025, 1, 1), first), "2025年1月1日—2026年11月1日")


class ItemFilterFormTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.user = make_user(Post.Role.SUPERVISOR, cls.county.county)

    def form(self, query):
        form = ItemFilterForm(QueryDict(query), user=self.user)
        form.is_valid()
        return form

    def test_reads_every_condition(self):
        query = (
            "office=QH-T1&issuer=QH-02&kind=meeting&from=2026-01-01&to=2026-02-01"
            "&channel=oa&counted=no&q=防汛&withdrawn=1"
        )
        wanted = ItemFilter(
            self.county.town, self.county.bureau, Kind.MEETING, date(2026, 1, 1), date(2026, 2, 1), ("oa",), False,
            "防汛", True,
        )  # fmt: skip
        self.assertEqual(self.form(query).wanted(), wanted)

    def test_nothing_asked_restricts_nothing(self):
        self.assertEqual(self.form("").wanted(), ItemFilter())

    def test_keeps_only_parameters_that_hold(self):
        form = self.form("kind=party&q= 防汛 &sort=bogus&per_page=7&evil=1&from=2026-13-01")
        self.assertEqual(form.parameters(), {"q": "防汛"})

    def test_several_channels_are_read_from_ticks_and_from_an_address(self):
        for query in ("channel=chat&channel=app", "channel=chat,app", "channel=chat,app&channel=chat"):
            form = self.form(query)
            self.assertEqual(form.wanted().channels, ("chat", "app"))
            self.assertEqual(form.parameters(), {"channel": "chat,app"})
            self.assertIn("渠道〔工作群、政务 APP〕", in_words(form))

    def test_how_items_came_is_said_in_words(self):
        words = in_words(self.form("level=M&way=informal&format=memo,work_tip&channel=none"))
        self.assertIn("，渠道〔不明〕，来文层级〔市〕，只列〔非正式渠道〕，文件形式〔便函、便笺、工作提示〕", words)

    def test_one_wrong_channel_leaves_the_condition_out(self):
        form = self.form("channel=chat,smoke")
        self.assertEqual((form.wanted().channels, form.parameters()), ((), {}))
        self.assertIn("channel", form.errors)

    def test_is_said_in_one_sentence(self):
        words = in_words(self.form("office=QH-T1&kind=meeting&from=2026-11-01&to=2026-11-18&counted=yes"))
        self.assertEqual(
            words,
            "列出〔2026年11月1—18日〕送到〔新桥镇〕的〔会议〕，来自〔不限〕，渠道〔不限〕，只列〔计入统计口径的〕",
        )

    def test_a_bracket_that_restricts_nothing_cannot_be_dropped(self):
        dropped = {bracket.words: bracket.without for bracket in brackets(self.form("kind=meeting"))}
        self.assertEqual(dropped["会议"], "")
        self.assertIsNone(dropped["全部时段"])

    def test_offers_the_towns_first_and_villages_below_the_chosen_town(self):
        form = self.form("office=QH-T1")
        form.offer_offices()
        codes = [code for code, _name in form.fields["office"].widget.choices]
        self.assertEqual(codes, ["", "QH", "QH-T1", "QH-T1-1", "QH-T1-2", "QH-T2"])

    def test_offers_every_office_that_may_be_asked_for_and_no_other(self):
        for role, office in ((Post.Role.CLERK, self.county.town), (Post.Role.ISSUER, self.county.bureau)):
            user = make_user(role, office)
            form = ItemFilterForm(QueryDict(""), user=user)
            form.is_valid()
            form.offer_offices()
            for code, _name in form.fields["office"].widget.choices:
                with self.subTest(role=role, code=code):
                    self.assertFalse(ItemFilterForm(QueryDict(f"office={code}"), user=user).asks_beyond_scope)

    def test_ways_out_leave_out_those_that_lead_nowhere(self):
        log(Kind.MEETING, self.county.bureau, date(2026, 3, 5), [self.county.town])
        ways = ways_out(self.form("kind=meeting&issuer=QH-03"))
        self.assertEqual([(way.words, way.number) for way in ways], [("县农业农村局", 1)])
