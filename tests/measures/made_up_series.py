"""Monthly counts of invented offices: steady, restless, growing, cut in mid-year, seasonal, few, short, many."""

import math
import random
from functools import cache

from tracker.measures.backtest import backtest

EVEN = [1 / 12] * 12
BUSY_ENDS = [share / 22 for share in (1, 0.5, 2.5, 1.5, 1, 2, 1, 1, 2, 1.5, 3, 5)]
CROWDED = [share / 34 for share in (0.2, 0.2, 4, 1, 1, 4, 0.2, 0.4, 4, 2, 6, 11)]


def by_chance(chance, mean):
    """A Poisson count; from 60 on, a bell curve is as good."""
    if mean > 60:
        return max(0, round(chance.gauss(mean, math.sqrt(mean))))
    count, left = 0, chance.random()
    while left > math.exp(-mean):
        count, left = count + 1, left * chance.random()
    return count


def restless(size):
    """Negative binomial: the smaller the size, the wilder."""
    return lambda chance, mean: by_chance(chance, chance.gammavariate(size, mean / size))


def steady(chance, mean):
    """Meetings held nearly every time they are due."""
    return sum(chance.random() < 0.85 for _meeting in range(round(mean / 0.85)))


def growing(low, high):
    return lambda chance: _powers(1 + chance.uniform(low, high))


def _powers(factor):
    return lambda year: factor**year


def wandering(width):
    """A level that drifts from year to year."""

    def levels(chance):
        path = [0.0]
        for _year in range(30):
            path.append(path[-1] + chance.gauss(0, width))
        return lambda year: math.exp(path[year])

    return levels


def halved_in_june_of_the_sixth_year(year, month):
    return 0.6 if (year, month) >= (6, 5) else 1.0


def offices(
    seed, number, years, items, season=BUSY_ENDS, draw=by_chance, growth=None, change=lambda _year, _month: 1.0
):
    """items: fewest and most a year. growth: makes the level of each office by year. change: comes upon all offices."""
    chance = random.Random(seed)
    made = {}
    for office in range(number):
        size = math.exp(chance.uniform(*map(math.log, items)))
        level = growth(chance) if growth else lambda _year: 1.0
        made[f"office {office}"] = {
            2000 + year: [draw(chance, size * level(year) * season[month] * change(year, month)) for month in range(12)]
            for year in range(years)
        }
    return made


def mixed(seed):
    parts = (
        offices(seed, 12, 8, (24, 60), EVEN, steady),
        offices(seed, 12, 8, (8, 60)),
        offices(seed, 8, 8, (10, 80), CROWDED, restless(2), wandering(0.2)),
        offices(seed, 3, 8, (500, 2000)),
    )
    return {f"{place} {name}": years for place, part in enumerate(parts) for name, years in part.items()}


SORTS = {
    "steady": lambda seed: offices(seed, 30, 8, (24, 60), draw=steady),
    "by chance": lambda seed: offices(seed, 30, 8, (8, 120)),
    "restless": lambda seed: offices(seed, 30, 8, (8, 120), draw=restless(2)),
    "wandering": lambda seed: offices(seed, 30, 8, (10, 120), growth=wandering(0.3)),
    "up 10 % a year": lambda seed: offices(seed, 30, 8, (10, 120), growth=growing(0.1, 0.1)),
    "up 40 % a year": lambda seed: offices(seed, 30, 8, (10, 60), growth=growing(0.4, 0.4)),
    "down 20 % a year": lambda seed: offices(seed, 30, 8, (40, 200), growth=growing(-0.25, -0.15)),
    "some up, some down": lambda seed: offices(seed, 30, 8, (20, 120), growth=growing(-0.25, 0.3)),
    "cut in mid-year": lambda seed: offices(seed, 30, 12, (15, 120), change=halved_in_june_of_the_sixth_year),
    "crowded months": lambda seed: offices(seed, 30, 8, (10, 120), CROWDED),
    "even months": lambda seed: offices(seed, 30, 8, (10, 120), EVEN),
    "three offices": lambda seed: offices(seed, 3, 12, (10, 80)),
    "two years": lambda seed: offices(seed, 40, 2, (10, 120)),
    "three years": lambda seed: offices(seed, 40, 3, (10, 120), growth=wandering(0.2)),
    "many zeros": lambda seed: offices(seed, 40, 8, (4, 9)),
    "hundreds a month": lambda seed: offices(seed, 20, 8, (1000, 8000), draw=restless(20), growth=wandering(0.15)),
    "mixed": mixed,
}
SEEDS = (1, 2, 3)
FEW_AND_RESTLESS = "three restless offices, two years"


@cache
def scores_of(sort):
    """One for each seed."""
    made = (SORTS[sort](seed) for seed in SEEDS)
    return [backtest(series, sorted(next(iter(series.values()))), -0.1) for series in made]


def scores_of_too_little_past():
    """What no habit can be learned from: reported beside the sorts, not held to their bars."""
    made = (offices(seed, 3, 2, (10, 120), draw=restless(2)) for seed in range(1, 41))
    return [backtest(series, sorted(next(iter(series.values()))), -0.1) for series in made]


def mean(scores, name):
    return sum(getattr(each, name) for each in scores) / len(scores)
