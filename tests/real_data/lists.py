"""The offices that the public ledgers need, as an office list for `manage.py import_offices`.

    python -m tests.real_data.lists council|changes|meetings|inspections OUT.csv

Issuers are never made up by an import, so each data set has its own offices: the State Council and who receives its
papers; the provinces; the bodies of the New York council; the restaurants of DeKalb county under their towns.
"""

import csv
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import django

from tests.real_data.divisions import COLUMNS

Row = tuple[str, str, str, str, str, str]
SHORT = {
    "内蒙古自治区": "内蒙古；内蒙",
    "广西壮族自治区": "广西",
    "西藏自治区": "西藏",
    "宁夏回族自治区": "宁夏",
    "新疆维吾尔自治区": "新疆",
}
TOWNS = {  # how the register of DeKalb misspells its towns
    "ALTANTA": "ATLANTA", "AVONDALE": "AVONDALE ESTATES", "BROKHAVEN": "BROOKHAVEN", "DECATUR 30030": "DECATUR",
    "DOARVILLE": "DORAVILLE", "DORAVLLE": "DORAVILLE", "STONE MOUNATIN": "STONE MOUNTAIN",
    "STONE MOUNTIAN": "STONE MOUNTAIN",
}  # fmt: skip


def council(data: Path) -> Iterator[Row]:
    """Issuers of govcn-state-council-1996-2019.csv and the city that keeps the register."""
    yield "00", "中国", "", "行政区", "C", ""
    yield "00-GWY", "国务院", "00", "政府", "C", ""
    yield "00-GBT", "国务院办公厅", "00", "两办", "C", "国办"
    yield "00-JW", "中央军委", "00", "其他", "C", ""
    yield "00-JWB", "中央军委办公厅", "00", "其他", "C", ""
    yield "31", "上海市", "00", "行政区", "P", ""


def changes(data: Path) -> Iterator[Row]:
    """The provinces, which approve changes of towns, and the ministry that keeps the register."""
    yield "00", "中国", "", "行政区", "C", ""
    yield "00-MZB", "民政部", "00", "政府部门", "C", ""
    for row in _rows(data / "divisions" / "provinces.csv"):
        name = row["name"]
        yield row["code"], name, "00", "行政区", "P", SHORT.get(name, name.removesuffix("省").removesuffix("市"))


def meetings(data: Path) -> Iterator[Row]:
    """One body = one office, as a town of the council: receivers are what the pages show."""
    yield "NYC", "New York City Council", "", "行政区", "M", ""
    bodies = dict.fromkeys(row["body"] for row in _rows(data / "meetings" / "nyc-council-meetings-1998-2015.csv"))
    for number, body in enumerate(sorted(bodies), 1):
        # One name has 105 characters, an office's up to 100; meetings.json names that office by its code.
        yield f"NYC-{number:02}", body[:100], "NYC", "乡镇", "T", ""


def inspections(data: Path) -> Iterator[Row]:
    """County, board of health, towns, and each permit as a village of the town where its kitchen stands."""
    yield "DK", "DeKalb County", "", "行政区", "K", ""
    yield "DK-BOH", "DeKalb County Board of Health", "DK", "政府部门", "K", ""
    path = data / "inspections" / "dekalb_county_restaurant_inspections_20171121.csv"
    places = {row["permit.number"]: (row["establishment.name"], town_of(row["city"])) for row in _rows(path)}
    towns = {
        town: f"DK-{number:02}" for number, town in enumerate(sorted({town for _name, town in places.values()}), 1)
    }
    for town, code in towns.items():
        yield code, town, "DK", "镇", "T", ""
    for permit, (name, town) in places.items():
        yield permit, name, towns[town], "村", "V", ""


def town_of(city: str) -> str:
    name = city.strip().upper()
    return TOWNS.get(name, name)


def write(rows: Iterator[Row], path: Path) -> int:
    listed = list(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow((*COLUMNS, "aliases"))
        writer.writerows(listed)
    return len(listed)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from tests.real_data.sources import DATA  # noqa: PLC0415

    makers = {maker.__name__: maker for maker in (council, changes, meetings, inspections)}
    print(write(makers[sys.argv[1]](DATA), Path(sys.argv[2])))
