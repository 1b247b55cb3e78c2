"""Days as notices name them: 6月27日, 明天, 本周五, 月底, 3日内. Resolved from the day the notice arrived."""

import re
from calendar import monthrange
from datetime import date, timedelta

from tracker.imports.values.chinese_numerals import number_of

_WEEKDAYS = "一二三四五六日"
_LOOK_BACK = timedelta(days=31)  # 12月30日 read on 2 January was three days ago; 3月5日 read in November is to come
_RELATIVE = {
    "今": 0, "本日": 0, "当天": 0, "明": 1, "次日": 1, "后": 2, "大后": 3,
}  # fmt: skip
NUMBER = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"
_BEHIND = "之?前|以前|上午|中午|下午|晚|早|下班"
_MONTH = rf"(?:{NUMBER}|元)"
DAY = re.compile(
    rf"""
      (?P<year>\d{{4}}|[一二三四五六七八九〇零○]{{4}}|今|本|明)\s*年\s*(?P<fm>{_MONTH})\s*月\s*(?P<fd>{NUMBER})\s*[日号]
    | (?<![\d./-])(?P<iy>20\d\d)[-./](?P<im>\d{{1,2}})[-./](?P<id>\d{{1,2}})(?![\d./-])
    | (?P<month>{_MONTH})\s*月\s*(?P<day>{NUMBER})\s*[日号]
    | (?P<endmonth>{_MONTH})\s*月(?:份)?(?:底|末)
    | (?P<monthend>(?:本|这个|下|下个)?月(?:底|末))
    | (?P<yearend>(?:今|本)?年底)
    | (?P<thatmonth>本|这个|下|下个|次)月(?P<thatday>{NUMBER})[日号]
    | (?<![\d月〕.])(?P<bare>\d{{1,2}})(?:日(?!内|常|报|均|用|期)|号(?=\s*(?:{_BEHIND}|\d{{1,2}}[:点时])))
    | (?P<relative>大后|后|明|今|次日)[天日]
    | (?<![说证声表])(?P<short>今|明)(?=早|晚|上午|下午|中午)
    | (?P<week>下下个?|下个?|本|这个?|上个?)?(?<![每一两几])(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])
    | (?P<within>{NUMBER})\s*[天日]\s*(?:之内|以内|内)
    | 会议?(?P<side>前|后)(?P<away>{NUMBER})\s*[天日](?:之内|以内|内)?
    | 会议?(?P<next>后次日|后第二天)
    | 会议?(?:结束)?(?P<same>后?当[日天])
    """,
    re.VERBOSE,
)


def days_from_event(match: re.Match[str]) -> int | None:
    """For 会前一天, 会后3日内: days counted from the meeting; None for a day that does not depend on one."""
    if match["next"] or match["same"]:
        return 1 if match["next"] else 0
    if not match["side"]:
        return None
    away = number_of(match["away"])
    return -away if match["side"] == "前" else away


def resolve(match: re.Match[str], today: date | None) -> date | None:
    """The day a match of DAY means. None where it does not exist, or is relative and `today` is not known."""
    try:
        return _printed(match) or (_counted(match, today) if today else None)
    except (ValueError, OverflowError):
        return None


def _printed(match: re.Match[str]) -> date | None:
    if match["iy"]:
        return date(int(match["iy"]), int(match["im"]), int(match["id"]))
    if match["year"] and match["year"] not in "今本明":
        return date(number_of(match["year"]), _month(match["fm"]), number_of(match["fd"]))
    return None


def _counted(match: re.Match[str], today: date) -> date | None:
    if match["year"]:
        return date(today.year + (match["year"] == "明"), _month(match["fm"]), number_of(match["fd"]))
    if match["month"]:
        return _nearest(today, _month(match["month"]), number_of(match["day"]))
    if match["bare"]:
        return _in_month(today, int(match["bare"]))
    if word := match["relative"] or match["short"]:
        return today + timedelta(days=_RELATIVE[word])
    if match["weekday"]:
        return _weekday(match["week"] or "", match["weekday"], today)
    if match["within"]:
        return today + timedelta(days=number_of(match["within"]))
    return _of_month(match, today)


def _of_month(match: re.Match[str], today: date) -> date | None:
    if match["endmonth"]:
        return _last_day(_nearest(today, _month(match["endmonth"]), 1))
    if match["yearend"]:
        return date(today.year, 12, 31)
    if word := match["monthend"]:
        return _last_day(_month_after(today) if word.startswith("下") else today)
    if match["thatmonth"]:
        month = _month_after(today) if match["thatmonth"][0] in "下次" else today
        return month.replace(day=number_of(match["thatday"]))
    return None


def _month(written: str) -> int:
    return 1 if written == "元" else number_of(written)


def _nearest(today: date, month: int, day: int) -> date:
    this_year = date(today.year, month, day)
    if this_year < today - _LOOK_BACK:
        return date(today.year + 1, month, day)
    last_year = date(today.year - 1, month, min(day, 28))
    return date(today.year - 1, month, day) if last_year >= today - _LOOK_BACK else this_year


def _in_month(today: date, day: int) -> date:
    """15日: of this month, or of the next when it has passed."""
    return (today if day >= today.day else _month_after(today)).replace(day=day)


def _month_after(today: date) -> date:
    return today.replace(day=1) + timedelta(days=monthrange(today.year, today.month)[1])


def _last_day(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _weekday(week: str, name: str, today: date) -> date:
    """Weeks run from Monday to Sunday. A bare 周五 that has passed is next week's."""
    monday = today - timedelta(days=today.weekday())
    day = monday + timedelta(days=_WEEKDAYS.index(name.replace("天", "日")))
    if week.startswith("上"):
        return day - timedelta(days=7)
    weeks = week.count("下") or int(not week and day < today)
    return day + timedelta(days=7 * weeks)
