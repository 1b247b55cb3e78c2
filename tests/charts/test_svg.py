from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from tests.charts.pictures import parsed, unhurried
from tracker.charts.svg import element, words


class ElementTests(SimpleTestCase):
    @unhurried
    @given(st.text(), st.text())
    def test_any_text_gives_well_formed_xml(self, text, name):
        parsed(element("g", words("v", 1.5, 2, text), aria_label=name))

    def test_markup_in_a_name_is_text(self):
        picture = parsed(element("text", '<script>alert(1)</script>&"', class_='"><script>'))
        self.assertEqual(len(picture), 0)
        self.assertEqual(picture.text, '<script>alert(1)</script>&"')

    def test_an_attribute_that_is_none_is_left_out(self):
        self.assertEqual(element("a", href=None, class_="b-in"), '<a class="b-in"/>')
