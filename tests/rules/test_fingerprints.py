from datetime import date

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from tests.county import unsaved_item
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.rules.fingerprints import fingerprint, normal_number


class NormalNumberTests(SimpleTestCase):
    def test_every_bracket_becomes_the_standard_one(self):
        for written in (
            "国发[2019]5号",
            "国发﹝2019﹞5号",
            "国发（2019）5号",
            "国发【2019】 5号",
            "国发〔２０１９〕05号",
        ):
            self.assertEqual(normal_number(written), "国发〔2019〕5号", written)

    def test_a_number_without_a_year_is_left_alone(self):
        self.assertEqual(normal_number("第843号"), "第843号")

    @given(st.text(max_size=40))
    def test_twice_is_as_good_as_once(self, text):
        self.assertEqual(normal_number(normal_number(text)), normal_number(text))


class FingerprintTests(SimpleTestCase):
    def of(self, **fields):
        return fingerprint(unsaved_item(Kind.DOCUMENT, Office(pk=1), date(2026, 3, 5), **fields))

    def test_blanks_and_width_make_no_difference(self):
        same = {"document_number": "清发〔2026〕1号"}
        self.assertEqual(self.of(title="关于 春耕的通知", **same), self.of(title="关于春耕的通知 ", **same))

    def test_another_number_is_another_document(self):
        one, other = ({"document_number": f"清发〔2026〕{n}号", "title": "通知"} for n in (1, 2))
        self.assertNotEqual(self.of(**one), self.of(**other))
