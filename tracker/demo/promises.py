"""Targets of the demo's present year, what was shared out of them, and the baselines typed in with their evidence."""

from datetime import UTC, date, datetime
from typing import Any

from django.contrib.auth.models import User

from tracker.actions.cascade import share_out
from tracker.actions.office_groups import save_group
from tracker.demo.data import read
from tracker.demo.days import day_of
from tracker.models.baselines import Baseline
from tracker.models.office_groups import OfficeGroup
from tracker.models.offices import Office
from tracker.models.targets import Target
from tracker.queries.cascade import Method, Whom, cascade

Offices = dict[str, Office]
MODES_WITH_A_YEAR = ("", Target.Mode.FIXED_YEAR, Target.Mode.CHAINED)
OF_THE_DEMO = ("office", "group", "years_back", "from", "until", "shared_out")


def make_targets(year: int) -> int:
    """Promise what fixtures/demo/targets.json says for a year; how many targets there are."""
    offices = _offices()
    groups = {row["name"]: _group(row, offices) for row in read("targets")["groups"]}
    targets = [_target(row, offices, groups, year) for row in read("targets")["targets"]]
    return len(Target.objects.bulk_create(targets))


def share_out_targets(today: date, by: User) -> int:
    """Share out the county's targets that are meant to be, by baseline; how many parts. Loads must be recounted."""
    rows = [row for row in read("targets")["targets"] if "shared_out" in row]
    return sum(_share_out(row, today, by) for row in rows)


def make_baselines(year: int, by: User) -> int:
    """Type in the baselines; how many there are. Each is so many years before `year`."""
    offices = _offices()
    baselines = [_baseline(row, offices, year, by) for row in read("targets")["baselines"]]
    return len(Baseline.objects.bulk_create(baselines))


def _group(row: dict[str, Any], offices: Offices) -> OfficeGroup:
    group = OfficeGroup(area=offices[row["area"]], name=row["name"])
    return save_group(group, [offices[code] for code in row["members"]])


def _target(row: dict[str, Any], offices: Offices, groups: dict[str, OfficeGroup], year: int) -> Target:
    columns = {name: value for name, value in row.items() if name not in OF_THE_DEMO}
    year -= row.get("years_back", 0)
    if row["type"] == Target.Type.BELOW_BASELINE and row.get("mode", "") in MODES_WITH_A_YEAR:
        columns["base_year"] = year - 1
    return Target(
        office=offices[row["office"]],
        group=groups[row["group"]] if "group" in row else None,
        year=year,
        source=read("targets")["source"].replace("{year}", str(year)),
        valid_from=day_of(year, row.get("from", "01-01")),
        valid_to=day_of(year, row["until"]) if "until" in row else None,
        **columns,
    )


def _share_out(row: dict[str, Any], today: date, by: User) -> int:
    target = Target.objects.get(
        office__code=row["office"], level="", kind=row["kind"], count=row["count"], type=row["type"], year=today.year
    )
    state = cascade(target, Whom(row["shared_out"]), today)
    return len(share_out(state, state.proposed(Method.BASELINE), by=by))


def _baseline(row: dict[str, Any], offices: Offices, year: int, by: User) -> Baseline:
    columns = {name: value for name, value in row.items() if name not in ("office", "years_back", "locked")}
    year -= row["years_back"]
    locked = datetime(year + 1, 3, 1, 9, tzinfo=UTC) if row.get("locked") else None
    return Baseline(
        office=offices[row["office"]],
        year=year,
        entered_by=by,
        locked_at=locked,
        locked_by=by if locked else None,
        **columns,
    )


def _offices() -> Offices:
    return Office.objects.in_bulk(field_name="code")
