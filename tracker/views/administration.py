"""The site of Django's admin: open to those who may administer, and to whoever installed the ledger."""

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tracker.permissions import Permission, may


class LedgerAdminSite(AdminSite):
    site_header = _("基层减负台账 管理")
    site_title = _("基层减负台账")
    index_title = _("单位、账号和规则")
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        """A post decides. Without any post yet, the account made by `createsuperuser` may make the first."""
        return administers(request)


def administers(request: HttpRequest) -> bool:
    user = request.user
    return may(user, Permission.ADMINISTER) or (user.is_active and user.is_superuser and not hasattr(user, "post"))
