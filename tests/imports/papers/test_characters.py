from django.test import SimpleTestCase

from tracker.imports.papers.characters import count_characters, joined, mended


class CharacterTests(SimpleTestCase):
    def test_radicals_become_the_ideographs_they_look_like(self):
        self.assertEqual(mended("⺠⽣⻅"), "民生见")

    def test_blanks_of_the_layout_go_and_those_between_words_stay(self):
        self.assertEqual(joined(mended("2025 年8 月\u3000通 知 big data")), "2025年8月通知big data")

    def test_counts_ideographs_and_digits_of_either_width(self):
        self.assertEqual(count_characters("〇二五年，12项（Ａ）abc３ ①！"), 8)
