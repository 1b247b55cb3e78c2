from decimal import Decimal

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from tracker.measures.standing import Doubts, Reason, Standing, judge

BAND = Decimal("0.05")
DOUBTS = {"incomplete": Reason.INCOMPLETE, "silent": Reason.SILENT, "suspected": Reason.SUSPECTED}


def standing(count, ceiling=100, season=Decimal("0.5"), *, has_target=True, **doubts):
    doubts = Doubts(**{"incomplete": False, "silent": False, "suspected": False} | doubts)
    judgement = judge(count, ceiling, season, BAND, has_target=has_target, doubts=doubts)
    return judgement.standing, judgement.reason


class StandingTests(SimpleTestCase):
    def test_is_over_above_the_ceiling(self):
        self.assertEqual(standing(101), (Standing.OVER, Reason.CEILING_PASSED))

    def test_over_and_near_stand_in_spite_of_every_doubt(self):
        for doubt in DOUBTS:
            with self.subTest(doubt=doubt):
                self.assertEqual(standing(101, **{doubt: True}), (Standing.OVER, Reason.CEILING_PASSED))
                self.assertEqual(standing(53, **{doubt: True}), (Standing.NEAR, Reason.AHEAD_OF_SEASON))
                self.assertEqual(standing(100, season=Decimal("0.99"), **{doubt: True})[1], Reason.CEILING_REACHED)

    def test_is_near_past_the_season_and_its_band(self):
        self.assertEqual(standing(53), (Standing.NEAR, Reason.AHEAD_OF_SEASON))

    def test_a_third_of_three_is_one(self):
        clear = Doubts(incomplete=False, silent=False, suspected=False)
        judged = judge(1, 3, Decimal(1) / 3, Decimal(0), has_target=True, doubts=clear)
        self.assertEqual(judged.reason, Reason.UNDER_PACE)

    def test_is_within_up_to_the_band(self):
        self.assertEqual(standing(52), (Standing.WITHIN, Reason.UNDER_PACE))

    def test_is_near_when_the_year_will_probably_end_above_the_ceiling(self):
        judged = judge(40, 100, Decimal("0.5"), BAND, has_target=True, doubts=Doubts(False, True, False),
                       breach_is_likely=True)  # fmt: skip
        self.assertEqual((judged.standing, judged.reason), (Standing.NEAR, Reason.LIKELY_BREACH))

    def test_is_unknown_without_a_target(self):
        self.assertEqual(standing(5, has_target=False), (Standing.UNKNOWN, Reason.NO_TARGET))

    def test_is_unknown_without_a_baseline(self):
        self.assertEqual(standing(5, ceiling=None), (Standing.UNKNOWN, Reason.NO_BASELINE))

    def test_each_doubt_alone_makes_a_low_count_unknown(self):
        for doubt, reason in DOUBTS.items():
            with self.subTest(doubt=doubt):
                self.assertEqual(standing(5, **{doubt: True}), (Standing.UNKNOWN, reason))

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
        st.sets(st.sampled_from(sorted(DOUBTS))),
    )
    def test_green_always_rests_on_evidence(self, count, ceiling, season, has_target, doubts):
        judged, _reason = standing(count, ceiling, season, has_target=has_target, **dict.fromkeys(doubts, True))
        if judged == Standing.WITHIN:
            self.assertTrue(has_target and not doubts and season is not None)
            self.assertLessEqual(count, ceiling)
