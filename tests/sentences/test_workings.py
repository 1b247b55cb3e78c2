import re
from datetime import date, timedelta
from math import floor
from random import Random

from django.test import TestCase

from tests.county import County, log
from tracker.actions.deliveries import Landing
from tracker.actions.items import change_item
from tracker.figures import NOTHING
from tracker.models.baselines import Baseline, Count, Side
from tracker.models.kinds import Kind
from tracker.models.staffing import Staffing
from tracker.models.targets import Target
from tracker.queries.definitions import figures_of
from tracker.sentences.definitions import DEFINITIONS
from tracker.sentences.workings import Working

DAY = date(2026, 10, 20)
ARITHMETIC = {
    "ceiling", "remaining", "month-remaining", "change", "reduction", "used", "hours", "all-hours", "kind-share",
    "uncounted-share", "capacity", "capacity-share", "measured-share", "hours-change",
}  # fmt: skip
NUMBER = re.compile(r"[−+]?[\d,]+(?:\.\d+)?")


def worked_out(expression):
    """What an expression of a working comes to, as a pocket calculator has it."""
    text = expression.replace(",", "").replace("×", "*").replace("÷", "/").replace("−", "-")
    text = re.sub(r"(\d+(?:\.\d+)?)%", r"(\1/100)", text).replace("⌊", "floor(1e-9 + ").replace("⌋", ")")
    assert re.fullmatch(r"(?:floor|1e-9|[\d.+*/() -])+", text), expression
    return eval(text, {"floor": floor})  # noqa: S307 - digits and signs only, as asserted


def shown(value):
    """The number a figure shows, and half of its last place."""
    text = NUMBER.search(value)[0].replace(",", "").replace("−", "-")
    half = 0.5 * 10 ** -len(text.partition(".")[2])
    return (float(text) / 100, half / 100) if "%" in value else (float(text), half)


class WorkingTests(TestCase):
    def test_an_equation_holds_both_sides(self):
        self.assertEqual(Working("415", "⌊593 × (1 − 30%)⌋").equation, "415 = ⌊593 × (1 − 30%)⌋")
        self.assertEqual(worked_out("⌊593 × (1 − 30%)⌋"), 415)


class RandomFiguresTests(TestCase):
    """Under random ledgers, every equation comes to the figure it stands beside."""

    def setUp(self):
        self.rng = Random(20261120)  # noqa: S311
        self.county = County()

    def fill(self):
        rng, county = self.rng, self.county
        for year in (2025, 2026):
            for _number in range(rng.randint(4, 14)):
                item = log(rng.choice(Kind.values), county.bureau, self.day(year), rng.sample(county.towns, 2))
                if rng.random() < 0.5:
                    self.measure(item)
        Staffing.objects.create(office=county.town, valid_from=date(2025, 1, 1), people=rng.randint(3, 40))
        for side, office in ((Side.RECEIVED, county.town), (Side.SENT, county.bureau)):
            for kind in Kind.values:
                self.promise(office, side, kind)

    def day(self, year):
        return date(year, 1, 1) + timedelta(self.rng.randrange(290))

    def measure(self, item):
        landings = [Landing(office, people=self.rng.randint(1, 9), minutes=45) for office in self.county.towns]
        change_item(item, landings, by=None)

    def promise(self, office, side, kind):
        rng = self.rng
        if rng.random() < 0.3:
            Baseline.objects.create(
                office=office, side=side, kind=kind, year=2025, number=rng.randint(1, 60), evidence="核定"
            )
        promises = (
            {"type": Target.Type.BELOW_BASELINE, "share": rng.choice(("0.3", "0.125", "0.333")), "base_year": 2025},
            {"type": Target.Type.NOT_ABOVE_LAST_YEAR},
            {"type": Target.Type.FIXED, "number": rng.randint(0, 20)},
        )
        Target.objects.create(office=office, side=side, kind=kind, year=2026, **rng.choice(promises))

    def test_every_equation_comes_to_its_figure(self):
        told = set()
        for _ledger in range(4):
            self.fill()
            for office, side in ((self.county.town, Side.RECEIVED), (self.county.bureau, Side.SENT)):
                for kind in Kind.values:
                    for count in Count.values:
                        told |= self.check(figures_of(office, 2026, DAY, kind, count, side))
            Target.objects.all().delete()
            Baseline.objects.all().delete()
            Staffing.objects.all().delete()
        self.assertLessEqual(ARITHMETIC, told)

    def check(self, figures):
        """Names of the figures whose equations were worked out."""
        found = set()
        for name, definition in DEFINITIONS.items():
            working = definition.work(figures)
            self.assertTrue(working.value, name)
            if working.expression and working.is_arithmetic:
                value, half = shown(working.value)
                self.assertAlmostEqual(
                    worked_out(working.expression), value, delta=half + 1e-9, msg=f"{name} {working}"
                )
                found.add(name)
            elif working.value == NOTHING:
                self.assertTrue(working.note, name)
        return found
