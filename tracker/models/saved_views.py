"""Saved views (常用视图): a page with its filters under a name, for oneself or for a role."""

from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.models.offices import Office
from tracker.models.posts import Post, offices_visible_to, post_of


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, user: User | AnonymousUser) -> "SavedViewQuerySet":
        """One's own, and those that were shared with one's role in one's own area or above it."""
        post = post_of(user)
        if post is None:
            return self.none()
        shared = Q(role=post.role, office__path__in=post.office.ancestor_paths)
        return self.filter(Q(owner=user, role="") | shared)

    def kept_by(self, user: User | AnonymousUser) -> "SavedViewQuerySet":
        """Whatever the user saved, for oneself or for others."""
        return self.none() if post_of(user) is None else self.filter(owner=user)

    def shared_within(self, user: User | AnonymousUser) -> "SavedViewQuerySet":
        """What anyone shared in an area of the user's scope."""
        return self.exclude(role="").filter(office__in=offices_visible_to(user))


class SavedView(models.Model):
    """address: path and query of a page of this ledger. role: "" for the owner alone; else for everyone of the role
    whose post lies within the office. What it opens is asked of the reader's own scope, whoever saved it.
    """

    owner = models.ForeignKey(User, models.CASCADE, related_name="saved_views", verbose_name=_("保存人"))
    office = models.ForeignKey(Office, models.CASCADE, related_name="+", verbose_name=_("单位"))
    role = models.CharField(_("给谁用"), max_length=16, choices=Post.Role, blank=True)
    name = models.CharField(_("名称"), max_length=60)
    address = models.CharField(_("页面"), max_length=1500)
    saved_at = models.DateTimeField(_("保存时间"), auto_now_add=True)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("常用视图")
        verbose_name_plural = _("常用视图")
        ordering = ["role", "name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "role", "name"], name="saved_view_name_once"),
            models.CheckConstraint(condition=Q(address__startswith="/"), name="saved_view_opens_this_ledger"),
        ]

    def __str__(self) -> str:
        return self.name
