"""Emergency responses (应急响应): while one runs, what is marked as emergency leaves the quota, never the load."""

from datetime import date

from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from tracker.models.offices import Office
from tracker.models.posts import offices_visible_to


class EmergencyQuerySet(models.QuerySet["Emergency"]):
    def visible_to(self, user: User | AnonymousUser) -> "EmergencyQuerySet":
        return self.filter(area__in=offices_visible_to(user))

    def on(self, day: date) -> "EmergencyQuerySet":
        return self.filter(first__lte=day, last__gte=day)


class Emergency(models.Model):
    """Declared for an area and every issuer in it. It ends by itself on `last`; going on takes a new one."""

    area = models.ForeignKey(Office, models.PROTECT, related_name="emergencies", verbose_name=_("地区"))
    name = models.CharField(_("名称"), max_length=80, help_text=_("如：防汛四级应急响应。"))
    reason = models.CharField(_("理由"), max_length=200)
    first = models.DateField(_("起"))
    last = models.DateField(_("止"))
    declared_by = models.ForeignKey(User, models.SET_NULL, null=True, editable=False, verbose_name=_("录入人"))
    declared_at = models.DateTimeField(_("录入时间"), auto_now_add=True)

    objects = EmergencyQuerySet.as_manager()
    history = HistoricalRecords(verbose_name=_("修改记录"))

    class Meta:
        verbose_name = _("应急响应")
        verbose_name_plural = _("应急响应")
        ordering = ["-first", "area__path"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last__gte=models.F("first")),
                name="emergency_ends_after_it_begins",
                violation_error_message=_("止日不能早于起日。"),
            )
        ]

    def __str__(self) -> str:
        return self.name
