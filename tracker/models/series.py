"""Series (例行事项): a weekly meeting and the like, logged once and confirmed as its days come."""

from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.models.offices import Office
from tracker.models.posts import offices_visible_to


class SeriesQuerySet(models.QuerySet["Series"]):
    def visible_to(self, user: User | AnonymousUser) -> "SeriesQuerySet":
        return self.filter(logged_for__in=offices_visible_to(user))


class Series(models.Model):
    """The items of a series are ordinary items that name it. Nothing is recorded before its day.

    first: the day of the first one, which gives weekday or day of month. until: the last possible day; None while
    it goes on. left_out: ISO days on which it did not take place.
    """

    class Every(models.TextChoices):
        WEEK = "week", _("每周")
        TWO_WEEKS = "two_weeks", _("每两周")
        MONTH = "month", _("每月")

    logged_for = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name=_("登记单位"))
    every = models.CharField(_("频次"), max_length=10, choices=Every)
    first = models.DateField(_("第一次"))
    until = models.DateField(_("到哪一天为止"), null=True, blank=True)
    left_out = models.JSONField(_("没有开的日期"), default=list)
    started_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name=_("登记人"))

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("例行事项")
        verbose_name_plural = _("例行事项")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("first")),
                name="series_ends_after_it_begins",
                violation_error_message=_("结束日期不能早于第一次的日期。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_every_display()} {self.first}"
