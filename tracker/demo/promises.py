"""Targets of the demo's present year, and the baselines that were typed in with their evidence."""

from datetime import date
from typing import Any

from django.contrib.auth.models import User

from tracker.demo.data import read
from tracker.models.baselines import Baseline
from tracker.models.offices import Office
from tracker.models.targets import Target


def make_targets(year: int) -> int:
    """Promise what fixtures/demo/targets.json says for a year; how many targets there are."""
    offices = _offices()
    source = read("targets")["source"].replace("{year}", str(year))
    targets = [_target(row, offices, year, source) for row in read("targets")["targets"]]
    return len(Target.objects.bulk_create(targets))


def make_baselines(year: int, by: User) -> int:
    """Type in the baselines; how many there are. Each is so many years before `year`."""
    offices = _offices()
    baselines = [_baseline(row, offices, year, by) for row in read("targets")["baselines"]]
    return len(Baseline.objects.bulk_create(baselines))


def _target(row: dict[str, Any], offices: dict[str, Office], year: int, source: str) -> Target:
    columns = {name: value for name, value in row.items() if name != "office"}
    if row["type"] == Target.Type.BELOW_BASELINE:
        columns["base_year"] = year - 1
    return Target(office=offices[row["office"]], year=year, source=source, valid_from=date(year, 1, 1), **columns)


def _baseline(row: dict[str, Any], offices: dict[str, Office], year: int, by: User) -> Baseline:
    columns = {name: value for name, value in row.items() if name not in ("office", "years_back")}
    return Baseline(office=offices[row["office"]], year=year - row["years_back"], entered_by=by, **columns)


def _offices() -> dict[str, Office]:
    return Office.objects.in_bulk(field_name="code")
