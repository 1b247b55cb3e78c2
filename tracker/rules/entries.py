"""What any entry must satisfy, typed or imported. A check raises ValidationError with the sentence people read."""

import re
import unicodedata
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.rules.classified import is_classified

FEWEST_TOPICS, MOST_TOPICS = 2, 50
EARLIEST_DAY = date(2000, 1, 1)
MOST_PEOPLE = 9_999
MOST_MINUTES = {Kind.MEETING: 3 * 24 * 60, Kind.DOCUMENT: 30 * 24 * 60, Kind.INSPECTION: 30 * 24 * 60}
LONGEST_TITLE = 500
FURTHEST_DEADLINE = timedelta(days=2 * 365 + 1)
CLASSIFIED = "classified"
REFUSED_TEXT = {
    "max_length": _("最多 %(limit_value)s 个字，现有 %(show_value)s 个，请精简。"),
    "null_characters_not_allowed": _("含有看不见的控制字符，请删去后重填。"),
}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def check_day(day: date) -> None:
    """A day that a person types: it has come, and it is not before 2000."""
    check_not_future(day)
    check_not_ancient(day)


def check_not_future(day: date) -> None:
    """The ledger records what has landed. Imported old registers need no more than this."""
    if day > timezone.localdate():
        raise ValidationError(
            _("%(day)s 还没有到。台账只登记已经发生的事项。"), code="in_future", params={"day": day.isoformat()}
        )


def check_not_ancient(day: date) -> None:
    """For typed days that may lie ahead, such as deadlines."""
    if day < EARLIEST_DAY:
        raise ValidationError(_("%(day)s 早于 2000年，请核对年份。"), code="too_early", params={"day": day.isoformat()})


def check_deadline(deadline: date, day: date) -> None:
    """From the day of the item to two years later: what lies further ahead is a slip of the year."""
    if deadline < day:
        raise ValidationError(
            _("报送期限 %(deadline)s 早于事项日期 %(day)s，请核对。"),
            code="deadline_before_day",
            params={"deadline": deadline.isoformat(), "day": day.isoformat()},
        )
    if deadline - day > FURTHEST_DEADLINE:
        raise ValidationError(
            _("报送期限 %(deadline)s 比事项日期晚两年以上，请核对年份。"),
            code="deadline_far_ahead",
            params={"deadline": deadline.isoformat()},
        )


def check_exists(office: Office, day: date) -> None:
    """Whatever lands on an office lands while it exists: from the day it was set up to the day before it was merged."""
    if office.valid_from is not None and day < office.valid_from:
        raise ValidationError(
            _("%(office)s到 %(from)s 才设立，%(day)s 还没有这个单位。请改选单位，或核对日期。"),
            code="not_yet_set_up",
            params={"office": office.name, "from": office.valid_from.isoformat(), "day": day.isoformat()},
        )
    if office.valid_to is not None and day >= office.valid_to:
        raise ValidationError(
            _("%(merged)s从这一天起的事项请改选单位，或核对日期。"), code="merged", params={"merged": merged(office)}
        )


def merged(office: Office) -> str:
    """Since when an office is no more, and who took over, as a sentence; empty while it exists."""
    if office.valid_to is None:
        return ""
    names = {"office": office.name, "to": office.valid_to.isoformat(), "successor": office.successor}
    if office.successor is None:
        return gettext("%(office)s从 %(to)s 起已撤并。") % names
    return gettext("%(office)s从 %(to)s 起已撤并，由%(successor)s承接。") % names


def check_topics(number: int) -> None:
    """How many meetings a bundled one holds in one. Raises ValidationError unless it is some two to fifty."""
    if not FEWEST_TOPICS <= number <= MOST_TOPICS:
        raise ValidationError(
            _("套开的主题从 %(fewest)s 个到 %(most)s 个。"),
            code="topics",
            params={"fewest": FEWEST_TOPICS, "most": MOST_TOPICS},
        )


def check_minutes(minutes: int, kind: str) -> None:
    """From 0 to three days for a meeting, thirty for a document or an inspection."""
    most = MOST_MINUTES[Kind(kind)]
    if minutes < 0:
        raise ValidationError(_("分钟数不能是负数：%(minutes)s。"), code="negative", params={"minutes": minutes})
    if minutes > most:
        raise ValidationError(
            _("%(minutes)s 分钟超过 %(days)s 天，请核对单位是不是分钟。"),
            code="too_long",
            params={"minutes": minutes, "days": most // 1440},
        )


def check_people(people: int) -> None:
    if people < 0:
        raise ValidationError(_("人数不能是负数：%(people)s。"), code="negative", params={"people": people})
    if people > MOST_PEOPLE:
        raise ValidationError(_("%(people)s 人过多，请核对。"), code="too_many", params={"people": people})


def check_text(text: str) -> None:
    """One line of plain text without a mark of secrecy. The sentence never repeats what was typed."""
    if is_classified(text):
        raise ValidationError(_("有密级标志。本台账不处理涉密文件，填写的内容没有保存。"), code=CLASSIFIED)
    if _CONTROL.search(text):
        raise ValidationError(_("含有看不见的控制字符，请删去后重填。"), code="control_characters")


def check_title(title: str) -> None:
    check_text(title)
    if _is_blank(title):
        raise ValidationError(_("请填写名称。"), code="required")
    if len(title) > LONGEST_TITLE:
        raise ValidationError(
            _("名称有 %(length)s 个字，最多 %(most)s 个。"),
            code="too_long",
            params={"length": len(title), "most": LONGEST_TITLE},
        )


def check_reason(reason: str) -> None:
    check_text(reason)
    if _is_blank(reason):
        raise ValidationError(_("请写明理由，它会和记录一起保留。"), code="required")


def check_override(override: bool | None, reason: str) -> None:
    if override is not None and _is_blank(reason):
        raise ValidationError(_("改判是否计入统计口径，要写明理由。"), code="reason_missing")


def _is_blank(text: str) -> bool:
    """Whether nothing of it can be seen: blanks, and signs of no width such as U+200B."""
    return all(unicodedata.category(sign) in ("Zs", "Cf") for sign in text.strip())
