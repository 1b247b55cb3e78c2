from decimal import Decimal

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from tracker.measures.standing import Reason, Standing, judge

BAND = Decimal("0.05")


def standing(count, ceiling=100, season=Decimal("0.5"), *, has_target=True, silent=False):
    judgement = judge(count, ceiling, season, BAND, has_target=has_target, silent=silent)
    return judgement.standing, judgement.reason


class StandingTests(SimpleTestCase):
    def test_is_over_above_the_ceiling(self):
        self.assertEqual(standing(101), (Standing.OVER, Reason.CEILING_PASSED))

    def test_is_over_even_when_the_office_is_silent(self):
        self.assertEqual(standing(101, silent=True)[0], Standing.OVER)

    def test_is_near_past_the_season_and_its_band(self):
        self.assertEqual(standing(53), (Standing.NEAR, Reason.AHEAD_OF_SEASON))

    def test_is_within_up_to_the_band(self):
        self.assertEqual(standing(52), (Standing.WITHIN, Reason.UNDER_PACE))

    def test_is_unknown_without_a_target(self):
        self.assertEqual(standing(5, has_target=False), (Standing.UNKNOWN, Reason.NO_TARGET))

    def test_is_unknown_without_a_baseline(self):
        self.assertEqual(standing(5, ceiling=None), (Standing.UNKNOWN, Reason.NO_BASELINE))

    def test_is_unknown_when_the_office_has_gone_silent(self):
        self.assertEqual(standing(5, silent=True), (Standing.UNKNOWN, Reason.SILENT))

    def test_a_ceiling_of_nothing_is_kept_by_nothing(self):
        self.assertEqual(standing(0, ceiling=0, season=Decimal(1))[0], Standing.WITHIN)

    def test_refuses_a_negative_count(self):
        with self.assertRaises(ValueError):
            standing(-1)

    @given(
        st.integers(0, 300),
        st.none() | st.integers(0, 200),
        st.none() | st.decimals(0, 1, places=3),
        st.booleans(),
        st.booleans(),
    )
    def test_green_always_rests_on_evidence(self, count, ceiling, season, has_target, silent):
        judged, _reason = standing(count, ceiling, season, has_target=has_target, silent=silent)
        if judged == Standing.WITHIN:
            self.assertTrue(has_target and not silent and season is not None)
            self.assertLessEqual(count, ceiling)
