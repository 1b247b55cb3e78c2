"""Offices (单位): every unit that sends or receives, in one tree."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet
from treebeard.numconv import NumConv


class OfficeQuerySet(MP_NodeQuerySet):
    def in_force(self, day: date) -> "OfficeQuerySet":
        """Offices that existed on a day; those merged or split away drop out."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gt=day),
        )

    def within(self, area: "Office") -> "OfficeQuerySet":
        """The office and everything below it, as a range of paths, which an index can serve."""
        return self.filter(path__gte=area.path, path__lt=area.path_end)

    def receivers(self) -> "OfficeQuerySet":
        """Towns, streets, villages and communities: those the rules protect."""
        return self.filter(kind__in=Office.GRASSROOTS_KINDS)


class OfficeManager(MP_NodeManager.from_queryset(OfficeQuerySet)):  # type: ignore[misc]
    def get_queryset(self) -> OfficeQuerySet:
        return OfficeQuerySet(self.model, using=self._db).order_by("path")


class Office(MP_Node):
    """A unit that sends or receives: a committee, a bureau, a coordination body, a town, a village."""

    class Kind(models.TextChoices):
        PARTY = "party", _("党委")
        GOVERNMENT = "government", _("政府")
        GENERAL_OFFICE = "general_office", _("两办")
        PARTY_DEPARTMENT = "party_department", _("党委部门")
        GOVERNMENT_DEPARTMENT = "government_department", _("政府部门")
        COORDINATION = "coordination", _("议事协调机构")
        VERTICAL = "vertical", _("垂管")
        MASS = "mass", _("群团")
        TOWN = "town", _("乡镇")
        STREET = "street", _("街道")
        VILLAGE = "village", _("村")
        COMMUNITY = "community", _("社区")
        REGION = "region", _("行政区")
        OTHER = "other", _("其他")

    class Level(models.TextChoices):
        CENTRAL = "C", _("中央")
        PROVINCE = "P", _("省")
        CITY = "M", _("市")
        COUNTY = "K", _("县")
        TOWN = "T", _("乡镇（街道）")
        VILLAGE = "V", _("村（社区）")

    GRASSROOTS_KINDS = (Kind.TOWN, Kind.STREET, Kind.VILLAGE, Kind.COMMUNITY)
    TOWN_KINDS = (Kind.TOWN, Kind.STREET)

    code = models.CharField(_("代码"), max_length=40, unique=True)
    name = models.CharField(_("名称"), max_length=100, db_index=True)
    kind = models.CharField(_("类型"), max_length=24, choices=Kind)
    level = models.CharField(_("层级"), max_length=1, choices=Level)
    valid_from = models.DateField(_("设立日期"), null=True, blank=True)
    valid_to = models.DateField(_("撤并日期"), null=True, blank=True, help_text=_("从这一天起不再存在。"))
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, verbose_name=_("承接单位"), related_name="predecessors"
    )

    node_order_by: list[str] = []
    objects = OfficeManager()

    class Meta:
        verbose_name = _("单位")
        verbose_name_plural = _("单位")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gt=models.F("valid_from")),
                name="office_ends_after_it_begins",
                violation_error_message=_("撤并日期应晚于设立日期。"),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def path_end(self) -> str:
        """The first path that lies after this office and everything below it."""
        return path_after(self.path)

    @property
    def ancestor_paths(self) -> list[str]:
        """Paths of the areas this office belongs to, from the top down, itself last."""
        return [self.path[:end] for end in range(self.steplen, len(self.path) + 1, self.steplen)]

    @property
    def reports_sending(self) -> bool:
        """Whether what it tells of itself, “本期无” too, is what it sent: bureaus and the like, which keep no ledger
        of what they receive. Regions, towns and villages tell of what they received.
        """
        return self.kind not in (*self.GRASSROOTS_KINDS, self.Kind.REGION)

    def exists_on(self, day: date) -> bool:
        """Whether it has been set up and not yet merged; the same question as OfficeQuerySet.in_force."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)

    def contains(self, other: "Office") -> bool:
        return other.path.startswith(self.path)


def path_after(path: str) -> str:
    """The path of the next sibling: greater than every path that begins with `path`.

    Sorted alike by every collation, because paths hold only 0-9 and A-Z.
    """
    steps = NumConv(Office.alphabet)
    step = steps.str2int(path[-Office.steplen :]) + 1
    return path[: -Office.steplen] + steps.int2str(step).rjust(Office.steplen, "0")


def within_any(areas: Iterable[Office], field: str) -> Q:
    """A condition: the path in `field` lies within one of the areas. Matches nothing when there are none.

    Areas that follow one another are one range, so that hundreds of neighbours cost what a few do.
    """
    condition = Q(pk__in=[])
    for first, after in _ranges(areas):
        condition |= Q(**{f"{field}__gte": first, f"{field}__lt": after})
    return condition


def _ranges(areas: Iterable[Office]) -> list[tuple[str, str]]:
    """Where each run of neighbours begins, and the first path behind it."""
    found: list[tuple[str, str]] = []
    for area in sorted(areas, key=lambda area: area.path):
        if found and area.path <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], area.path_end)
        else:
            found.append((area.path, area.path_end))
    return found


class OfficeAlias(models.Model):
    """Another name an office goes by in ledgers: a short name, a former name.

    used_until: of a former name, the day it was given up; None for a short name.
    said_in: the office whose clerk confirmed it, and in whose ledgers, with those below it, alone it holds; None:
    everywhere.
    """

    office = models.ForeignKey(Office, models.CASCADE, related_name="aliases", verbose_name=_("单位"))
    name = models.CharField(_("别名"), max_length=100, db_index=True)
    said_in = models.ForeignKey(
        Office, models.CASCADE, null=True, blank=True, related_name="said_aliases", verbose_name=_("用于哪个单位的台账")
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("确认人")
    )
    confirmed_at = models.DateTimeField(_("确认时间"), auto_now_add=True, null=True)

    used_until = models.DateField(_("曾用到"), null=True, blank=True, help_text=_("更名前的名称，填更名那一天。"))

    class Meta:
        verbose_name = _("单位别名")
        verbose_name_plural = _("单位别名")
        constraints = [models.UniqueConstraint(fields=["office", "name"], name="alias_once_per_office")]

    def __str__(self) -> str:
        return self.name


class NumberPrefix(models.Model):
    """The characters before the year in an office's document numbers (机关代字): 清政办发."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="number_prefixes", verbose_name=_("单位"))
    prefix = models.CharField(_("机关代字"), max_length=40, unique=True)

    class Meta:
        verbose_name = _("机关代字")
        verbose_name_plural = _("机关代字")

    def __str__(self) -> str:
        return self.prefix
