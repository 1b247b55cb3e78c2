"""Working days (工作日): days that differ from the plain week, with their source (放假调休通知)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Workday(models.Model):
    """A weekday off, or a weekend day worked (调休). Years without any row have no published calendar yet."""

    day = models.DateField(_("日期"), unique=True)
    is_working = models.BooleanField(_("上班"))
    name = models.CharField(_("节日"), max_length=40)
    source = models.CharField(_("依据"), max_length=200)

    class Meta:
        verbose_name = _("放假调休")
        verbose_name_plural = _("放假调休")
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"
