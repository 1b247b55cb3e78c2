from datetime import datetime

from django.test import SimpleTestCase

from tracker.imports.opening.cells import plain, text_of


class TextOfTests(SimpleTestCase):
    def test_drops_outer_blanks_line_breaks_and_control_characters(self):
        self.assertEqual(text_of("\u3000关于做好\n防汛工作\x07的通知\xa0"), "关于做好防汛工作的通知")

    def test_a_whole_number_has_no_decimals(self):
        self.assertEqual([text_of(3.0), text_of(2.5), text_of(None)], ["3", "2.5", ""])

    def test_a_moment_is_readable(self):
        self.assertEqual(text_of(datetime(2026, 3, 5, 9, 30)), "2026-03-05 09:30")

    def test_a_formula_stays_text(self):
        self.assertEqual(text_of("=1+1"), "=1+1")


class PlainTests(SimpleTestCase):
    def test_width_blanks_and_case_make_no_difference(self):
        self.assertEqual(plain("Ｏ Ａ 系统"), plain("oa系统"))
