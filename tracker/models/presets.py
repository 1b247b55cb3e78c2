"""Presets (规则预设): named sets of checkable rules with their article, force and dates; and where each is adopted."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tracker.models.kinds import Kind
from tracker.models.offices import Office


class Preset(models.Model):
    """A policy as data: CN-2024, Jilin-2019. Days that no text tells stay empty."""

    code = models.CharField(_("代码"), max_length=40, unique=True)
    name = models.CharField(_("名称"), max_length=120)
    name_en = models.CharField(_("英文名称"), max_length=160)
    place = models.CharField(_("地区"), max_length=40)
    issued_on = models.DateField(_("印发日期"), null=True, blank=True)
    published_on = models.DateField(_("公布日期"), null=True, blank=True)
    valid_from = models.DateField(_("施行日期"), null=True, blank=True)
    source = models.CharField(_("依据"), max_length=300)

    class Meta:
        verbose_name = _("规则预设")
        verbose_name_plural = _("规则预设")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """The name in the language of the reader."""
        return self.name_en if _reads_english() else self.name


class Rule(models.Model):
    """One checkable rule. check_name: what checks it (rules.checks), "" where only people can tell.

    threshold: None where no retrieved text tells the figure; such a rule is shown and never applied.
    params: what the check needs beside the threshold (level, kinds, weekdays).
    """

    class Force(models.TextChoices):
        HARD = "hard", _("硬性")
        SOFT = "soft", _("一般")

    preset = models.ForeignKey(Preset, models.CASCADE, related_name="rules", verbose_name=_("规则预设"))
    code = models.CharField(_("编号"), max_length=20)
    article = models.CharField(_("条款"), max_length=60, blank=True)
    force = models.CharField(_("效力"), max_length=4, choices=Force)
    kind = models.CharField(_("类别"), max_length=12, choices=Kind, blank=True)
    check_name = models.CharField(_("核对方法"), max_length=40, blank=True)
    threshold = models.DecimalField(_("数值"), max_digits=10, decimal_places=3, null=True, blank=True)
    unit = models.CharField(_("计量单位"), max_length=20, blank=True)
    params = models.JSONField(_("参数"), default=dict, blank=True)
    wording = models.CharField(_("规定"), max_length=300)
    wording_en = models.CharField(_("规定（英文）"), max_length=400)

    class Meta:
        verbose_name = _("规则")
        verbose_name_plural = _("规则")
        ordering = ["preset", "code"]
        constraints = [models.UniqueConstraint(fields=["preset", "code"], name="rule_once_in_a_preset")]

    def __str__(self) -> str:
        return f"{self.code} {self.wording}"

    @property
    def text(self) -> str:
        """The wording in the language of the reader."""
        return self.wording_en if _reads_english() else self.wording


class PresetAdoptionQuerySet(models.QuerySet["PresetAdoption"]):
    def in_force(self, office: Office, day: date) -> "PresetAdoptionQuerySet":
        """Adoptions of the office and the areas above it that hold on a day."""
        rows = self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)
        return rows.filter(area__path__in=office.ancestor_paths)


class PresetAdoption(models.Model):
    """An area takes a preset into force for itself and everything below it, from one day to another."""

    area = models.ForeignKey(Office, models.PROTECT, related_name="adoptions", verbose_name=_("地区"))
    preset = models.ForeignKey(Preset, models.PROTECT, related_name="adoptions", verbose_name=_("规则预设"))
    valid_from = models.DateField(_("起"))
    valid_to = models.DateField(_("止"), null=True, blank=True)

    objects = PresetAdoptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("预设采用")
        verbose_name_plural = _("预设采用")
        ordering = ["area__path", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "preset", "valid_from"],
                name="preset_adopted_once",
                violation_error_message=_("这个地区从这一天起已经采用了这套规则。"),
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("valid_from")),
                name="adoption_ends_after_it_begins",
                violation_error_message=_("止日不能早于起日。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.preset}"


def _reads_english() -> bool:
    return (get_language() or "").startswith("en")
