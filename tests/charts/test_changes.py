from datetime import date
from types import SimpleNamespace

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from tests.charts.pictures import negative_sizes, parsed, unhurried
from tracker.charts.changes import bridge_frame
from tracker.measures.changes import Cause
from tracker.models.baselines import Count
from tracker.models.kinds import Kind
from tracker.periods import year_to_date
from tracker.queries.changes import Bridge, Step

SPAN = year_to_date(2026, date(2026, 8, 20))
CHANGES = st.lists(st.integers(-999_999, 999_999), max_size=12)


def frame(base, moved):
    steps = tuple(Step(cause, max(-change, 0), max(change, 0), 1) for cause, change in zip(Cause, moved, strict=False))
    now = base + sum(step.change for step in steps)
    bridge = Bridge(Count.OFFICIAL, base, now, None, "", False, base, steps, ())
    changes = SimpleNamespace(
        area=SimpleNamespace(code="QH"), kind=Kind.MEETING, base=SPAN.in_year(2025), span=SPAN, under=None,
        official=bridge, full=bridge,
    )  # fmt: skip
    return bridge_frame(changes, bridge)


class WaterfallTests(SimpleTestCase):
    @given(st.integers(0, 999_999), CHANGES)
    @unhurried
    def test_any_figures_give_a_sound_picture_within_its_frame(self, base, moved):
        picture = parsed(frame(base, moved).picture)
        width = float(picture.attrib["viewBox"].split()[2])
        self.assertEqual(negative_sizes(picture), [])
        for box in picture.iter("rect"):
            self.assertGreaterEqual(float(box.attrib["x"]), 0)
            self.assertLessEqual(float(box.attrib["x"]) + float(box.attrib["width"]), width + 0.2)

    def test_the_twin_adds_up_to_the_picture(self):
        twin = frame(10, [-4, 3]).twin
        self.assertEqual([row[-1] for row in twin.rows], ["−4", "+3", "−1"])

    def test_more_and_less_differ_without_colour(self):
        picture = frame(10, [-4, 3]).picture
        self.assertIn("b-in", picture)
        self.assertIn("b-out", picture)
        self.assertIn("b-total", picture)

    def test_without_a_base_nothing_is_drawn(self):
        bridge = Bridge(Count.OFFICIAL, None, 3, None, "", False, None, (), ())
        self.assertIsNone(bridge_frame(None, bridge))
