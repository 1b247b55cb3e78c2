"""Puts the ledger's own site in the place of Django's admin site."""

from django.contrib.admin.apps import AdminConfig


class LedgerAdminConfig(AdminConfig):
    default_site = "tracker.views.administration.LedgerAdminSite"
