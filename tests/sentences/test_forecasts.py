from fractions import Fraction

from django.test import SimpleTestCase

from tracker.measures.bunching import december
from tracker.measures.forecast import Forecast
from tracker.sentences.forecasts import bunching_sentence, chance_text, interval_text


class ForecastWordsTests(SimpleTestCase):
    def test_an_interval_has_both_ends(self):
        self.assertEqual(interval_text(Forecast(1330, 1290, 1380, None)), "1,290–1,380")
        self.assertEqual(interval_text(Forecast(133, 133, 133, None)), "133")

    def test_only_what_is_certain_is_certain(self):
        told = [chance_text(share) for share in (0, 0.004, 0.5, 0.82, 0.996, 1)]
        self.assertEqual(told, ["0%", "不到 1%", "50%", "82%", "99% 以上", "100%"])


class BunchingTests(SimpleTestCase):
    def test_says_how_many_times_an_ordinary_december(self):
        told = bunching_sentence(2025, december([7] * 11 + [15], Fraction(1, 12)))
        self.assertEqual(told, "2025年12月占全年 16.3%，是按工作日均摊的 2.0 倍")

    def test_an_ordinary_december_is_not_told(self):
        self.assertEqual(bunching_sentence(2025, december([7] * 12, Fraction(1, 12))), "")
        self.assertEqual(bunching_sentence(2025, None), "")
