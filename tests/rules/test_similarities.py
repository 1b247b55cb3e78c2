from django.test import SimpleTestCase

from tracker.rules.similarities import matter, similarity


class SimilarityTests(SimpleTestCase):
    def test_words_of_office_make_no_difference(self):
        self.assertEqual(similarity("关于开展森林防火工作的通知", "全县森林防火视频调度会（第3次）"), 100)

    def test_the_matter_of_a_title(self):
        self.assertEqual(matter("关于进一步做好2026年冬春火灾防控工作的通知"), "冬春火灾防控")

    def test_another_matter_is_far(self):
        self.assertLess(similarity("关于秸秆禁烧的通知", "基层党建推进会"), 40)

    def test_a_title_of_nothing_but_words_of_office_stands_as_it_is(self):
        self.assertEqual(matter("工作会议"), "工作会议")

    def test_nothing_is_like_nothing(self):
        self.assertEqual((similarity("", "防汛会"), similarity("", "")), (0, 0))
