"""What a workbook says of itself: who made it, its name, and the lines below its titles."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import User
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tracker.models.counting_rules import CountingRule
from tracker.models.posts import post_of
from tracker.queries.overview import Overview
from tracker.sentences.words import period_words


@dataclass(frozen=True, slots=True)
class Edition:
    """Who made a workbook, and when. number: under which its export is registered; "" where it is not."""

    made_by: str
    made_at: datetime
    number: str = ""


def file_name(overview: Overview) -> str:
    """清河县减负台账（2026年1月1日至11月22日）.xlsx, without characters that a file system refuses."""
    words = {"area": overview.area.name, "period": period_words(overview.span)}
    name = _("%(area)s减负台账（%(period)s）") % words
    if overview.under is not None:
        name += _("按《%(rule)s》重算") % {"rule": overview.under.name}
    return "".join("_" if letter in '\\/:*?"<>|' else letter for letter in name) + ".xlsx"


def maker_of(user: User) -> str:
    """Who signs a workbook: the office of the post and the name, 清河县 吕立新."""
    name = user.get_full_name() or user.get_username()
    post = post_of(user)
    return f"{post.office.name} {name}" if post else name


def maker_line(overview: Overview, edition: Edition) -> str:
    line = _("范围：%(area)s    制表：%(maker)s") % {"area": overview.area.name, "maker": edition.made_by}
    if overview.under is None:
        return line
    return _("%(line)s    按《%(rule)s》重算") % {"line": line, "rule": overview.under.name}


def cut_off_line(overview: Overview, unit: str) -> str:
    return _("数据截止：%(day)s    单位：%(unit)s") % {
        "day": date_format(overview.span.last, "DATE_FORMAT"),
        "unit": unit,
    }


def cut_off_words(last: date, under: CountingRule | None) -> str:
    """What the register says of a workbook: 截至2026年11月22日."""
    words = _("截至%(day)s") % {"day": date_format(last, "DATE_FORMAT")}
    if under is None:
        return words
    return _("%(words)s，按《%(rule)s》重算") % {"words": words, "rule": under.name}
