"""Offices of the demo county: who sends, who receives, and how much each is made to bear."""

from dataclasses import dataclass
from random import Random
from typing import Any

from tracker.demo.data import read
from tracker.models.offices import NumberPrefix, Office, OfficeAlias

REGION = Office.Kind.REGION
_SUFFIX = {Office.Kind.VILLAGE: "村", Office.Kind.COMMUNITY: "社区"}


@dataclass(frozen=True, slots=True)
class Issuer:
    """weight: how much it sends among all. trend: its official documents this year as a share of last year's."""

    office: Office
    weight: float
    trend: float
    logs: bool
    prefixes: tuple[str, str]
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Town:
    """burden: light, typical or heavy. ratios: official count this year as a share of last year's, by kind.

    gap: "silent" when its ledger has gone quiet, "no_baseline" when last year's is missing, else empty.
    """

    office: Office
    villages: tuple[Office, ...]
    burden: str
    ratios: dict[str, float]
    gap: str


@dataclass(frozen=True, slots=True)
class County:
    office: Office
    issuers: tuple[Issuer, ...]
    towns: tuple[Town, ...]

    def issuer(self, code: str) -> Issuer:
        return next(issuer for issuer in self.issuers if issuer.office.code == code)


def make_county() -> County:
    """Create every office with its aliases and number prefixes, then read the county back."""
    Office.objects.load_bulk([_tree()])
    ids = dict(Office.objects.values_list("code", "pk"))
    data = read("offices")
    named = [*data["issuers"], *data["towns"]]
    OfficeAlias.objects.bulk_create(
        OfficeAlias(office_id=ids[row["code"]], name=name) for row in named for name in row["aliases"]
    )
    NumberPrefix.objects.bulk_create(
        NumberPrefix(office_id=ids[row["code"]], prefix=prefix) for row in data["issuers"] for prefix in _prefixes(row)
    )
    return read_county()


def read_county() -> County:
    """The demo county as stored. Raises KeyError when its offices are missing."""
    data = read("offices")
    offices = Office.objects.in_bulk(field_name="code")
    topics = read("titles")["topics"]
    return County(
        office=offices[data["areas"][-1]["code"]],
        issuers=tuple(_issuer(row, offices[row["code"]], topics[row["code"]]) for row in data["issuers"]),
        towns=tuple(_town(row, offices) for row in data["towns"]),
    )


def _issuer(row: dict[str, Any], office: Office, topics: list[str]) -> Issuer:
    return Issuer(office, row["weight"], row["trend"], row["logs"], _prefixes(row), tuple(topics))


def _town(row: dict[str, Any], offices: dict[str, Office]) -> Town:
    villages = tuple(offices[_village_code(row, number)] for number in range(1, row["villages"] + 1))
    return Town(offices[row["code"]], villages, row["burden"], row["ratios"], row.get("gap", ""))


def _prefixes(row: dict[str, Any]) -> tuple[str, str]:
    """The prefix of formal documents and that of letters."""
    formal = row["prefixes"][0]
    return formal, row["prefixes"][1] if len(row["prefixes"]) > 1 else f"{formal}函"


def _tree() -> dict[str, Any]:
    """The offices as nested nodes, the way treebeard loads them: areas, and in each its issuers and towns."""
    data = read("offices")
    nodes = {row["code"]: _node(row, REGION, row["level"]) for row in data["areas"]}
    levels = {row["code"]: row["level"] for row in data["areas"]}
    for row in data["issuers"]:
        nodes[row["area"]]["children"].append(_node(row, row["kind"], levels[row["area"]]))
    codes = list(nodes)
    nodes[codes[-1]]["children"] += [_town_node(row) for row in data["towns"]]
    for above, below in zip(codes, codes[1:], strict=False):
        nodes[above]["children"].append(nodes[below])
    return nodes[codes[0]]


def _town_node(row: dict[str, Any]) -> dict[str, Any]:
    node = _node(row, row["kind"], Office.Level.TOWN)
    is_town = row["kind"] == Office.Kind.TOWN
    kind = Office.Kind.VILLAGE if is_town else Office.Kind.COMMUNITY
    stems = read("offices")["villages" if is_town else "communities"]
    chosen = Random(row["code"]).sample(stems, row["villages"])  # noqa: S311
    for number, stem in enumerate(chosen, start=1):
        village = {"code": _village_code(row, number), "name": f"{stem}{_SUFFIX[kind]}"}
        node["children"].append(_node(village, kind, Office.Level.VILLAGE))
    return node


def _node(row: dict[str, Any], kind: str, level: str) -> dict[str, Any]:
    columns = {"code": row["code"], "name": row["name"], "kind": kind, "level": level}
    return {"data": columns, "children": []}


def _village_code(row: dict[str, Any], number: int) -> str:
    return f"{row['code']}-V{number:02}"
