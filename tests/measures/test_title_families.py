from django.test import SimpleTestCase

from tracker.measures.title_families import title_family


class TitleFamilyTests(SimpleTestCase):
    def test_moments_and_serials_make_no_difference(self):
        same = [
            "2026年第3次防汛调度会",
            "防汛调度会（11）",
            "11月份防汛调度会",
            "防汛调度会（第十二期）",
            "２０２５年度 防汛调度会",
        ]
        self.assertEqual({title_family(title).replace("()", "") for title in same}, {"防汛调度会"})

    def test_other_words_do(self):
        self.assertNotEqual(title_family("防汛调度会"), title_family("防火调度会"))

    def test_a_title_of_nothing_but_a_moment_is_its_own(self):
        self.assertEqual(title_family("2026年3月"), "2026年3月")
