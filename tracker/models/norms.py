"""Norms (工时标准): default minutes, used where nobody measured; and thresholds (判定参数). All are data."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _


class _InForce(models.QuerySet["Norm"]):
    def on(self, day: date) -> dict[str, int]:
        """Code to value, as in force on a day."""
        return {norm.code: norm.value for norm in self.filter(valid_from__lte=day).order_by("valid_from")}


class Norm(models.Model):
    """One figure used in estimating time or judging a standing, with its source and the day it took effect."""

    class Code(models.TextChoices):
        MEETING_MINUTES = "meeting_minutes", _("会议时长（分钟）")
        MEETING_PEOPLE = "meeting_people", _("会议参会人数")
        MEETING_TRAVEL = "meeting_travel", _("现场会议往返路程（分钟）")
        MEETING_PREPARATION = "meeting_preparation", _("会议准备（人分）")
        INSPECTION_MINUTES = "inspection_minutes", _("检查时长（分钟）")
        INSPECTION_PEOPLE = "inspection_people", _("检查陪同人数")
        INSPECTION_PREPARATION = "inspection_preparation", _("迎检材料准备（人分）")
        READING_SPEED = "reading_speed", _("阅读速度（字/分钟）")
        READING_MINUTES = "reading_minutes", _("无字数时的阅读时间（分钟）")
        READERS = "readers", _("阅办人数")
        REPORT_MINUTES = "report_minutes", _("写一份情况报告（人分）")
        FORM_MINUTES = "form_minutes", _("填一张报表（人分）")
        TRACE_MINUTES = "trace_minutes", _("拍照留痕（人分）")
        PACE_BAND = "pace_band", _("临界幅度（%）")
        SILENT_DAYS = "silent_days", _("多少天无登记视为资料中断")
        WORKING_HOURS = "working_hours", _("每天工作时间（分钟）")
        LIKELY_BREACH = "likely_breach", _("年末越线可能性达到多少算临界（%）")
        COMPLETE_DAYS = "complete_days", _("月份结束后多少天内可补登（天）")
        EMERGENCY_DAYS = "emergency_days", _("一次应急响应最长（天）")
        EMERGENCY_SHARE = "emergency_share", _("应急类占比超过同类单位多少提示（百分点）")
        OFFSET_DAYS = "offset_days", _("增一减一额度有效期（天）")
        EXPLANATION_DAYS = "explanation_days", _("书面说明报送期限（天）")
        OWN_BURDEN = "own_burden", _("登记占用上限（分钟/周·单位）")

    code = models.CharField(_("名称"), max_length=32, choices=Code)
    value = models.PositiveIntegerField(_("数值"))
    valid_from = models.DateField(_("生效日期"))
    source = models.CharField(_("依据"), max_length=200)

    objects = _InForce.as_manager()

    class Meta:
        verbose_name = _("工时标准与判定参数")
        verbose_name_plural = _("工时标准与判定参数")
        ordering = ["code", "valid_from"]
        constraints = [models.UniqueConstraint(fields=["code", "valid_from"], name="norm_once_a_day")]

    def __str__(self) -> str:
        return f"{self.get_code_display()} {self.value}"
