"""The README's table of forecasts is what `python -m tests.real_data.forecasts` prints."""

from django.test import SimpleTestCase

from tests.real_data.forecasts import made_up_lines, real_lines
from tests.real_data.sources import needs_real_data
from tests.sources import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()


class ForecastTableTests(SimpleTestCase):
    def test_made_up_series_score_what_it_says_and_no_line_is_left_over(self):
        self.assertEqual([line for line in README if line.startswith("| made up: ")], made_up_lines())

    @needs_real_data
    def test_real_series_score_what_it_says_in_both_languages(self):
        for line in real_lines():
            with self.subTest(line):
                self.assertIn(line, README)
                figures = line.split(" | ", 1)[1]
                self.assertEqual(sum(other.endswith(figures) for other in README), 2)
