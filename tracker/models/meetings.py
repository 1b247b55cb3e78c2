"""Meetings (会议): the rows of Item with that kind."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.models.items import Item, ItemQuerySet
from tracker.models.kinds import Kind


class MeetingManager(models.Manager["Meeting"]):
    def get_queryset(self) -> ItemQuerySet:
        return ItemQuerySet(self.model, using=self._db).filter(kind=Kind.MEETING)


class Meeting(Item):
    objects = MeetingManager()

    class Meta:
        proxy = True
        verbose_name = _("会议")
        verbose_name_plural = _("会议")
