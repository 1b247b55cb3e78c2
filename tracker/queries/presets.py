"""Presets as an area sees them: their rules, and since when who has adopted them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Q, QuerySet

from tracker.models.baselines import Side
from tracker.models.offices import Office
from tracker.models.posts import offices_visible_to
from tracker.models.presets import Preset, PresetAdoption, Rule
from tracker.rules.checks import CHECKED_ELSEWHERE, CHECKS


@dataclass(frozen=True, slots=True)
class PresetRow:
    """A preset and its adoptions by the office, the areas above it, and the offices its reader sees below."""

    preset: Preset
    rules: Sequence[Rule]
    adoptions: Sequence[PresetAdoption]
    office: Office
    day: date

    @property
    def hard(self) -> int:
        return sum(rule.force == Rule.Force.HARD for rule in self.rules)

    @property
    def soft(self) -> int:
        return len(self.rules) - self.hard

    @property
    def checked(self) -> list[Rule]:
        """Rules that the ledger checks by itself before something is sent."""
        return [rule for rule in self.rules if rule.check_name in CHECKS]

    @property
    def watched(self) -> list[Rule]:
        """Rules that it watches otherwise: as targets, written explanations, plans, assessments."""
        return [rule for rule in self.rules if rule.check_name in CHECKED_ELSEWHERE]

    @property
    def promises(self) -> list[Rule]:
        """Rules that prescribe a target."""
        return [rule for rule in self.rules if rule.params.get("type")]

    @property
    def level_promised(self) -> str:
        """For what is sent, the issuers of the office's level; "" where the office itself promises."""
        sides = {rule.params["side"] for rule in self.promises}
        is_area = self.office.kind == Office.Kind.REGION
        return str(self.office.level) if is_area and sides == {Side.SENT} else ""

    @property
    def in_force(self) -> list[PresetAdoption]:
        """Adoptions that bind the office today, the uppermost first."""
        return [adoption for adoption in self.adoptions if binds(adoption, self.office, self.day)]

    @property
    def own(self) -> PresetAdoption | None:
        """The office's own adoption that holds today or will; None without."""
        own = [row for row in self.adoptions if row.area_id == self.office.pk]
        return next((row for row in own if row.valid_to is None or row.valid_to >= self.day), None)


def preset_rows(user: User | AnonymousUser, office: Office, day: date) -> list[PresetRow]:
    """Every preset, in the order of their codes."""
    presets = Preset.objects.prefetch_related("rules")
    adoptions = list(_adoptions_seen(user, office))
    return [
        PresetRow(
            preset,
            sorted(preset.rules.all(), key=lambda rule: rule.pk),
            [row for row in adoptions if row.preset_id == preset.pk],
            office,
            day,
        )
        for preset in presets
    ]


def preset_row(user: User | AnonymousUser, office: Office, code: str, day: date) -> PresetRow | None:
    return next((row for row in preset_rows(user, office, day) if row.preset.code == code), None)


def binds(adoption: PresetAdoption, office: Office, day: date) -> bool:
    """Whether the adoption holds for the office on a day: the same question as PresetAdoption.objects.in_force."""
    holds = adoption.valid_from <= day and (adoption.valid_to is None or day <= adoption.valid_to)
    return holds and adoption.area.contains(office)


def changeable_adoptions(user: User | AnonymousUser) -> "QuerySet[PresetAdoption]":
    """Adoptions of the areas a user sees."""
    return PresetAdoption.objects.filter(area__in=offices_visible_to(user)).select_related("area", "preset")


def _adoptions_seen(user: User | AnonymousUser, office: Office) -> "QuerySet[PresetAdoption]":
    seen = Q(area__in=offices_visible_to(user)) | Q(area__path__in=office.ancestor_paths)
    return PresetAdoption.objects.filter(seen).select_related("area").order_by("area__path", "valid_from")
