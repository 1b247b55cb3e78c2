"""Food inspections of Delaware's towns, month by month."""

import csv
from collections import defaultdict

from tests.real_data.sources import DATA

INSPECTIONS = DATA / "inspections" / "delaware-food-inspection.csv"


def inspections_by_month():
    """Town of Delaware → year → twelve counts of visits: one for each place and day."""
    with INSPECTIONS.open(encoding="utf-8", newline="") as file:
        visits = {(row["Establishments"], row["City"], row["Date"]) for row in csv.DictReader(file)}
    counts = defaultdict(lambda: defaultdict(lambda: [0] * 12))
    for _place, town, day in visits:
        if len(day) == len("04/26/2007"):
            counts[town][int(day[6:])][int(day[:2]) - 1] += 1
    return counts
