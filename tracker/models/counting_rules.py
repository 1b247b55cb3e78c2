"""Counting rules (统计口径): dated versions of what counts officially. rules.counting applies them."""

from datetime import date

from django.contrib.auth.models import User
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tracker.models.kinds import Kind


class CountingRuleQuerySet(models.QuerySet["CountingRule"]):
    def on(self, day: date) -> "CountingRule | None":
        """The version in force on a day; None before the first."""
        return self.adopted().filter(valid_from__lte=day).order_by("-valid_from").first()

    def adopted(self) -> "CountingRuleQuerySet":
        """Without the drafts, which decide nothing."""
        return self.filter(is_draft=False)


class CountingRule(models.Model):
    """One version of the counting rule. A draft decides nothing until it is adopted; adopted, it is never edited."""

    name = models.CharField(_("名称"), max_length=60, unique=True)
    valid_from = models.DateField(_("生效日期"))
    source = models.CharField(_("依据"), max_length=300)
    is_draft = models.BooleanField(_("草案"), default=False)
    based_on = models.ForeignKey("self", models.PROTECT, null=True, blank=True, verbose_name=_("由哪一版修改"))
    change_note = models.CharField(_("改了什么"), max_length=300, blank=True)
    adopted_by = models.ForeignKey(User, models.SET_NULL, null=True, editable=False, verbose_name=_("采用人"))
    adopted_at = models.DateTimeField(_("采用时间"), null=True, editable=False)

    objects = CountingRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("统计口径")
        verbose_name_plural = _("统计口径")
        ordering = ["-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["valid_from"],
                condition=models.Q(is_draft=False),
                name="one_rule_takes_effect_on_a_day",
                violation_error_message=_("这一天已有一版口径生效，请换一天。"),
            )
        ]

    def __str__(self) -> str:
        return self.name


class CountingClause(models.Model):
    """One line of a counting rule. The first clause of a kind whose conditions all hold decides."""

    rule = models.ForeignKey(CountingRule, models.CASCADE, related_name="clauses", verbose_name=_("统计口径"))
    kind = models.CharField(_("类别"), max_length=12, choices=Kind)
    position = models.PositiveSmallIntegerField(_("顺序"))
    conditions = models.JSONField(
        _("条件"), default=dict, blank=True,
        help_text=_("字段到允许取值的对照，须全部满足；空的条件总是满足。"),
    )  # fmt: skip
    counts = models.BooleanField(_("计入"))
    reason = models.CharField(_("说明"), max_length=120)
    reason_en = models.CharField(_("英文说明"), max_length=200)

    class Meta:
        verbose_name = _("口径条款")
        verbose_name_plural = _("口径条款")
        ordering = ["rule", "kind", "position"]
        constraints = [models.UniqueConstraint(fields=["rule", "kind", "position"], name="clause_position")]

    def __str__(self) -> str:
        return self.reason

    @property
    def wording(self) -> str:
        """The reason in the language of the reader."""
        return self.reason_en if (get_language() or "").startswith("en") else self.reason
