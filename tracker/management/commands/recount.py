"""Count the loads anew from the deliveries. --check changes nothing and exits with 1 when a cell differs."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from tracker.actions.loads import Difference, differences, recount, stale_copies

SHOWN = 50


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="only compare")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            self._check()
        else:
            self.stdout.write(_("已重算，共 %(cells)s 个单元。") % {"cells": recount()})

    def _check(self) -> None:
        with transaction.atomic():  # one moment of the ledger, also while people log
            found, stale = list(differences()), stale_copies()
        for difference in found[:SHOWN]:
            self.stdout.write(_sentence(difference))
        summary = _("%(cells)s 个单元不一致，%(copies)s 条接收记录的副本过时。") % {
            "cells": len(found),
            "copies": stale,
        }
        if found or stale:
            raise CommandError(summary)
        self.stdout.write(summary)


def _sentence(difference: Difference) -> str:
    return _("%(office)s %(kind)s %(month)s：存 %(stored)s，应为 %(counted)s") % difference._asdict()
