"""Versions of the counting rule: which there are, who may replay them, and what adopting one would change."""

from django.contrib.auth.models import AnonymousUser, User

from tracker.models.counting_rules import CountingRule
from tracker.permissions import Permission, may


def versions_open_to(user: User | AnonymousUser) -> list[CountingRule]:
    """Versions whose figures the user may ask for, newest first: the adopted ones; drafts for who may write them."""
    rules = CountingRule.objects.all() if may(user, Permission.SET_COUNTING) else CountingRule.objects.adopted()
    return list(rules.order_by("-valid_from", "-pk"))
