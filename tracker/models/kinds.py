"""The three kinds of burden: meetings, documents, inspections."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    MEETING = "meeting", _("会议")
    DOCUMENT = "document", _("发文")
    INSPECTION = "inspection", _("督检考")
