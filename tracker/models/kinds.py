"""The three kinds of burden: meetings, documents, inspections."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    MEETING = "meeting", _("会议")
    DOCUMENT = "document", _("发文")
    INSPECTION = "inspection", _("督检考")


# One inspection item may mean many visits; the official count sees the item, the full count every visit.
# Source: DOMAIN 2.1, inspections are reported as items (项), the grassroots receives visits (次).
COUNTED_BY_LANDING = frozenset({Kind.INSPECTION})
