"""Ledger templates (来源模板): how the columns of a ledger that was seen before are to be read."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.models.offices import Office


class LedgerTemplate(models.Model):
    """Recognised by the headings themselves. columns: heading → field; "" means that the column is not read."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="ledger_templates", verbose_name=_("台账单位"))
    fingerprint = models.CharField(max_length=64)
    name = models.CharField(_("名称"), max_length=200, help_text=_("第一次导入时的文件名。"))
    columns = models.JSONField(_("列的对应"), default=dict)
    used_at = models.DateTimeField(_("上次使用"), auto_now=True)
    used_times = models.PositiveIntegerField(_("使用次数"), default=0)

    class Meta:
        verbose_name = _("来源模板")
        verbose_name_plural = _("来源模板")
        constraints = [models.UniqueConstraint(fields=["office", "fingerprint"], name="one_template_for_headings")]

    def __str__(self) -> str:
        return self.name
