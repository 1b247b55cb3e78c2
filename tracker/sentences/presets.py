"""A rule and its preset in words: its figure, who checks it, its days."""

from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.figures import NOTHING, count_text, percent_text
from tracker.models.presets import Preset, PresetAdoption, Rule
from tracker.models.targets import Target
from tracker.queries.presets import PresetRow
from tracker.rules.checks import CHECKED_ELSEWHERE, CHECKS

_UNITS: dict[str, Promise] = {
    "character": gettext_lazy("%(number)s 个字"),
    "page": gettext_lazy("%(number)s 页"),
    "day": gettext_lazy("%(number)s 天"),
    "minute": gettext_lazy("%(number)s 分钟"),
    "hour": gettext_lazy("%(number)s 小时"),
    "person": gettext_lazy("%(number)s 人"),
    "working_day": gettext_lazy("%(number)s 个工作日"),
    "per_year": gettext_lazy("每年 %(number)s 次"),
    "per_month": gettext_lazy("每月 %(number)s 次"),
    "week_per_year": gettext_lazy("每年 %(number)s 周"),
}
_WEEKDAYS: tuple[Promise, ...] = (
    gettext_lazy("星期一"), gettext_lazy("星期二"), gettext_lazy("星期三"), gettext_lazy("星期四"),
    gettext_lazy("星期五"), gettext_lazy("星期六"), gettext_lazy("星期日"),
)  # fmt: skip


def figure_words(rule: Rule) -> str:
    """The rule's figure: 4,000 字, −30% 至 −50%, 星期三; 文件未见数字 where it has one that nobody saw; else a dash."""
    if rule.threshold is None and rule.unit:
        return _("文件未见数字")
    if "weekday" in rule.params:
        return str(_WEEKDAYS[rule.params["weekday"] - 1])
    if "week" in rule.params:
        return _("每月第 %(week)s 周") % {"week": rule.params["week"]}
    if rule.threshold is None:
        return _("不超过上年") if rule.params.get("type") == Target.Type.NOT_ABOVE_LAST_YEAR else NOTHING
    if rule.unit:
        return str(_UNITS[rule.unit]) % {"number": _plain(rule.threshold)}
    return _share_words(rule)


def checked_words(rule: Rule) -> str:
    """Who tells whether the rule is kept."""
    if rule.check_name in CHECKS:
        return _("发前核对")
    told = {
        "target": _("按目标判定"), "explanation": _("超过时自动提请"),
        "assessment": _("发前算账留存"), "plan": _("按年度计划核对"),
    }  # fmt: skip
    return told[rule.check_name] if rule.check_name in CHECKED_ELSEWHERE else _("由人判断")


def days_words(preset: Preset) -> str:
    """2024-08-06 印发，2025-08-06 公布; a day that no text tells is said to be missing."""
    issued = _("%(day)s 印发") % {"day": preset.issued_on.isoformat()} if preset.issued_on else _("印发日未见")
    if preset.published_on is None:
        return issued
    return _("%(issued)s，%(day)s 公布") % {"issued": issued, "day": preset.published_on.isoformat()}


def adoption_words(adoption: PresetAdoption) -> str:
    """江北省自 2024-08-06 起采用; with its end where it has one."""
    told = {"area": adoption.area.name, "first": adoption.valid_from.isoformat()}
    if adoption.valid_to is None:
        return _("%(area)s自 %(first)s 起采用") % told
    return _("%(area)s自 %(first)s 至 %(last)s 采用") % (told | {"last": adoption.valid_to.isoformat()})


def change_words(row: PresetRow) -> str:
    """What adopting a preset changes: 今后发前算账按 22 条核对（硬性 9 条）… by whom the others are told."""
    hard = sum(rule.force == Rule.Force.HARD for rule in row.checked)
    told = {
        "checked": len(row.checked), "hard": hard, "watched": len(row.watched),
        "people": len(row.rules) - len(row.checked) - len(row.watched),
    }  # fmt: skip
    checked = _("今后发前算账按 %(checked)s 条核对（硬性 %(hard)s 条）") % told
    others = _("%(watched)s 条按目标、说明和计划判定，%(people)s 条由人判断") % told
    return _("%(checked)s；%(others)s。") % {"checked": checked, "others": others}


def _share_words(rule: Rule) -> str:
    share, most = percent_text(rule.threshold), rule.params.get("most")
    told = {"share": share.replace(".0%", "%")}
    if rule.params.get("type") == Target.Type.SHARE:
        return _("不少于 %(share)s") % told
    if most is None:
        return _("减 %(share)s") % told
    return _("减 %(share)s 至 %(most)s") % (told | {"most": percent_text(Decimal(str(most))).replace(".0%", "%")})


def _plain(number: Decimal) -> str:
    return count_text(int(number)) if number == number.to_integral_value() else f"{number.normalize():f}"
