"""manage.py export_workbook: the supervisor's workbook as a file, for schedules and the command line."""

import re
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.models.counting_rules import CountingRule
from tracker.models.offices import Office
from tracker.models.posts import Post, offices_visible_to
from tracker.periods import month_span
from tracker.permissions import Permission, may
from tracker.workbooks.export import registered_export
from tracker.workbooks.files import write

MONTH = re.compile(r"((?:19|20)\d\d)-(0[1-9]|1[0-2])")
FIRST_YEAR = 1990


class Command(BaseCommand):
    help = (
        "Write the supervisor's workbook of an area: cover, summary, offices, months, issuers, ledgers, counting rules."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", metavar="OUT.xlsx", help="the file to write; replaced if it exists")
        parser.add_argument("--office", required=True, metavar="CODE", help="code of the area")
        parser.add_argument(
            "--from", dest="first", required=True, metavar="YYYY-01", help="first month; for now a January"
        )
        parser.add_argument("--to", dest="last", required=True, metavar="YYYY-MM", help="last month, of the same year")
        parser.add_argument("--user", metavar="NAME", help="whose scope to use, and who signs the cover")
        parser.add_argument("--under", metavar="NAME", help="replay under this version of the counting rule")

    def handle(self, *args: Any, **options: Any) -> None:
        path = _workbook_path(options["path"])
        year, as_of = _period(options["first"], options["last"])
        area = office_coded(options["office"])
        under = _version(options["under"]) if options["under"] else None
        reader = named_reader(options["user"], area) if options["user"] else any_reader(area)
        content, entry = registered_export(reader, area, year, as_of, under)
        try:
            write(content, path)
        except OSError as error:
            trouble = {"path": path, "reason": error.strerror or error}
            raise CommandError(_("写不了文件 %(path)s：%(reason)s。") % trouble) from error
        told = {"area": area, "day": as_of, "path": path, "number": entry.number}
        self.stdout.write(_("已导出 %(area)s 截至 %(day)s：%(path)s（编号 %(number)s）") % told)


def _workbook_path(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower() != ".xlsx":
        raise CommandError(_("只能写 .xlsx 文件，您写的是 %(path)s。") % {"path": path})
    return path


def _period(first: str, last: str) -> tuple[int, date]:
    """The year and its "as of" day: the last day of the last month, or today when that is earlier."""
    (year, start), (last_year, end) = month_told(first), month_told(last)
    if start != 1:
        raise CommandError(
            _("--from 须为某年1月，如 2026-01：各项数字都从年初算起。您写的是 %(month)s。") % {"month": first}
        )
    if last_year != year:
        raise CommandError(_("--to 须与 --from 在同一年：%(first)s、%(last)s。") % {"first": first, "last": last})
    today = timezone.localdate()
    if date(year, end, 1) > today:
        raise CommandError(_("%(month)s 还没有到，台账只记已经发生的。") % {"month": last})
    return year, min(month_span(year * 100 + end).last, today)


def month_told(text: str) -> tuple[int, int]:
    match = MONTH.fullmatch(text)
    if match is None or int(match[1]) < FIRST_YEAR:
        raise CommandError(_("“%(text)s”不是月份，请写成 2026-10 的样子。") % {"text": text})
    return int(match[1]), int(match[2])


def office_coded(code: str) -> Office:
    office = Office.objects.filter(code=code).first()
    if office is None:
        raise CommandError(_("没有代码为“%(code)s”的单位。") % {"code": code})
    return office


def _version(name: str) -> CountingRule:
    rule = CountingRule.objects.filter(name=name).first()
    if rule is None:
        names = _("、").join(CountingRule.objects.values_list("name", flat=True))
        raise CommandError(_("没有名为“%(name)s”的口径；有：%(names)s。") % {"name": name, "names": names})
    return rule


def named_reader(name: str, area: Office) -> User:
    """Scope and permission as on the pages."""
    user = User.objects.filter(username=name).select_related("post__office").first()
    if user is None:
        raise CommandError(_("没有名为“%(name)s”的用户。") % {"name": name})
    if not may(user, Permission.EXPORT):
        raise CommandError(_("用户“%(name)s”没有可以导出的岗位。") % {"name": name})
    if not offices_visible_to(user).filter(pk=area.pk).exists():
        raise CommandError(_("%(area)s不在用户“%(name)s”的查看范围。") % {"area": area, "name": name})
    return user


def any_reader(area: Office) -> User:
    """The first administrator who may see the area; else the system itself, which sees just the area."""
    administrators = User.objects.filter(post__role=Post.Role.ADMINISTRATOR, is_active=True).order_by("pk")
    for user in administrators.select_related("post__office"):
        if user.post.office.contains(area):
            return user
    system = User(username=_("系统"))
    Post(user=system, office=area, role=Post.Role.AUDITOR)
    return system
