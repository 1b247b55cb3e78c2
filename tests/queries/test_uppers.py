from tests.county import make_user
from tests.planted_chain import MARCH, landed
from tests.queries.test_chains import PlantedTestCase
from tracker.actions.items import withdraw_item
from tracker.models.kinds import Kind
from tracker.models.posts import Post
from tracker.queries.uppers import Ground, likely_uppers, upper_called


class LikelyTests(PlantedTestCase):
    def item(self, title, day=MARCH[20], issuer=None):
        return landed(Kind.DOCUMENT, issuer or self.county.bureau, day, self.county.towns, 5, title=title)

    def likely(self, title, text="", **fields):
        return likely_uppers(self.item(title, **fields), self.supervisor, text)

    def test_a_number_quoted_in_the_title_stands_above_every_likeness(self):
        first, *_rest = self.likely("贯彻落实江应急〔2026〕8号文件的通知")
        self.assertEqual((first.item, first.ground), (self.planted.root, Ground.NUMBER))

    def test_so_does_one_in_the_pasted_text(self):
        self.assertEqual(self.likely("报送材料", "按江应急(2026)008号要求")[0].ground, Ground.NUMBER)

    def test_what_passes_a_title_on_is_alike(self):
        for title in ("转发关于开展燃气安全排查的通知", "燃气安全排查推进会", "贯彻落实燃气安全排查的实施方案"):
            self.assertEqual(self.likely(title)[0].item, self.planted.root, title)

    def test_a_topic_in_common_alone_is_not(self):
        self.assertEqual([each.ground for each in self.likely("秋季粮食收购工作安排")], [Ground.LATELY] * 2)

    def test_nothing_later_lower_withdrawn_or_caused_by_it_is_offered(self):
        withdraw_item(self.planted.city_meeting, "误登", by=None)
        item = self.item("燃气安全排查", day=MARCH[8], issuer=self.county.bureau)
        below = landed(Kind.DOCUMENT, self.county.bureau, MARCH[8], self.county.towns, 5, title=item.title, parent=item)
        offered = {each.item for each in likely_uppers(item, self.supervisor)}
        self.assertFalse(offered & {self.planted.town_document, self.planted.city_meeting, item, below})
        self.assertIn(self.planted.root, offered)

    def test_only_what_the_reader_may_see(self):
        stranger = make_user(Post.Role.CLERK, self.county.foreign_town)
        self.assertEqual(likely_uppers(self.item("燃气安全排查"), stranger), [])


class CalledTests(PlantedTestCase):
    def called(self, text, user=None):
        return upper_called(text, self.planted.county_meeting, user or self.supervisor)

    def test_by_number_or_by_the_whole_title(self):
        self.assertEqual(self.called("江应急﹝2026﹞08号"), self.planted.root)
        self.assertEqual(self.called("关于开展燃气安全排查的通知"), self.planted.root)

    def test_not_by_a_part_of_it(self):
        self.assertIsNone(self.called("燃气安全排查"))

    def test_nobody_is_guessed_among_several(self):
        landed(Kind.DOCUMENT, self.county.bureau, MARCH[1], self.county.towns, 5, title=self.planted.root.title)
        self.assertIsNone(self.called(self.planted.root.title))

    def test_nor_told_of_what_lies_out_of_scope(self):
        stranger = make_user(Post.Role.CLERK, self.county.foreign_town)
        self.assertIsNone(self.called("江应急〔2026〕8号", stranger))
