"""Administrative divisions → an office list for `manage.py import_offices`.

    python -m tests.real_data.divisions songjiang OUT.csv     the district of Songjiang: 407 offices
    python -m tests.real_data.divisions 31 OUT.csv            a province by its code, with towns and villages: Shanghai

The divisions come as four tables whose columns name the areas above; kind and level follow from the table and the name.
"""

import csv
import gzip
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import django

COLUMNS = ("code", "name", "parent", "kind", "level")
Row = tuple[str, str, str, str, str]


def songjiang(data: Path) -> Iterator[Row]:
    levels = {"county": ("行政区", "K"), "town": (None, "T"), "village": (None, "V")}
    for row in _rows(data / "divisions" / "songjiang-310117.csv"):
        kind, level = levels[row["level"]]
        parent = "" if level == "K" else row["parent"]
        yield row["code"], row["name"], parent, kind or kind_of(row["name"], level), level


def province(data: Path, code: str) -> Iterator[Row]:
    folder = data / "divisions"
    for row in _rows(folder / "provinces.csv"):
        if row["code"] == code:
            yield code, row["name"], "", "行政区", "P"
    for row in _rows(folder / "cities.csv", provinceCode=code):
        yield row["code"], row["name"], code, "行政区", "M"
    for row in _rows(folder / "areas.csv", provinceCode=code):
        yield row["code"], row["name"], row["cityCode"], "行政区", "K"
    for row in _rows(folder / "streets.csv", provinceCode=code):
        yield row["code"], row["name"], row["areaCode"], kind_of(row["name"], "T"), "T"
    for row in _rows(folder / "villages.csv.gz", provinceCode=code):
        yield row["code"], row["name"], row["streetCode"], kind_of(row["name"], "V"), "V"


def kind_of(name: str, level: str) -> str:
    """镇 unless the name says 街道; farms and industrial zones are run like towns. 村 only where the name says so."""
    if level == "T":
        return "街道" if name.endswith("街道") else "镇"
    return "村" if name.endswith(("村委会", "村民委员会", "村")) else "社区"


def write(rows: Iterator[Row], path: Path) -> int:
    """Returns the number of offices written."""
    listed = list(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(listed)
    return len(listed)


def _rows(path: Path, **wanted: str) -> Iterator[dict[str, str]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if all(row[column] == value for column, value in wanted.items()):
                yield row


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from tests.real_data.sources import DATA  # noqa: PLC0415

    area, target = sys.argv[1], Path(sys.argv[2])
    print(write(songjiang(DATA) if area == "songjiang" else province(DATA, area), target))
