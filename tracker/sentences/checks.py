"""What a check of a proposal found, in words: chip, fact with numbers, article and force, what to do."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.figures import count_text, day_text
from tracker.models.offices import Office
from tracker.models.presets import Rule
from tracker.queries.checks import Checked
from tracker.rules.touches import Figure, Result, Touch
from tracker.sentences.check_cases import CASES, CHECK_NAMES, REMEDIES


@dataclass(frozen=True, slots=True)
class TouchWords:
    """One line of a finding. tone: over, near or plain, as the chip is coloured. articles: each with its address."""

    symbol: str
    word: str
    tone: str
    fact: str
    remedy: str
    articles: tuple[tuple[str, str], ...]

    @property
    def sentence(self) -> str:
        """All of it as plain text, for a record or a sheet."""
        cited = _("；").join(article for article, _address in self.articles)
        return _("%(symbol)s %(word)s：%(fact)s%(cited)s。%(remedy)s") % {
            "symbol": self.symbol, "word": self.word, "fact": self.fact, "cited": cited, "remedy": self.remedy,
        }  # fmt: skip


_CHIPS: dict[str, tuple[str, Promise, str]] = {
    "hard": ("▲", gettext_lazy("预警"), "over"),
    "soft": ("●", gettext_lazy("提醒"), "near"),
    "suspected": ("◇", gettext_lazy("疑似"), "plain"),
}


def touch_words(touch: Touch) -> TouchWords:
    chip = "suspected" if touch.result == Result.SUSPECTED else touch.rule.force
    symbol, word, tone = _CHIPS[chip]
    figures = {name: _figure_text(value) for name, value in touch.figures.items()} | _more_words(touch)
    fact, remedy = CASES[touch.case] % figures, REMEDIES[touch.case] % figures
    articles = tuple((article_words(rule), rule_address(rule)) for rule in (touch.rule, *touch.also))
    return TouchWords(symbol, str(word), tone, fact, remedy, articles)


def article_words(rule: Rule) -> str:
    """整治形式主义为基层减负若干规定第二条（一般要求）: the text, its article and how strongly it binds."""
    force = _("硬性要求") if rule.force == Rule.Force.HARD else _("一般要求")
    return _("%(preset)s%(article)s（%(force)s）") % {
        "preset": rule.preset.title,
        "article": _(" %(article)s") % {"article": rule.article} if rule.article else "",
        "force": force,
    }


def rule_address(rule: Rule) -> str:
    """Where the rule stands among those of its preset."""
    return f"{reverse('preset', args=[rule.preset.code])}#{rule.code}"


def kept_words(checked: Checked) -> str:
    """✓ 符合 of what was checked and holds, each check named once; a sentence of its own where nothing was."""
    touched = {touch.rule.check_name for touch in checked.touches}
    names = dict.fromkeys(touch.rule.check_name for touch in checked.kept if touch.rule.check_name not in touched)
    if not names:
        return "" if checked.touches else _("没有可以核对的规定：这里还没有采用规则预设，或者填写的内容还不够。")
    said = _("、").join(str(CHECK_NAMES[name]) for name in names)
    return _("✓ 符合：%(names)s。共核对 %(number)s 条。") % {
        "names": said,
        "number": count_text(rules_checked(checked)),
    }


def rules_checked(checked: Checked) -> int:
    """How many rules could be checked with what was told, merged ones each."""
    return sum(1 + len(touch.also) for touch in (*checked.touches, *checked.kept))


def level_words(level: str) -> str:
    return str(Office.Level(level).label)


def limit_words(minutes: int, days: Decimal) -> str:
    """半天（240 分钟）, 1.5 天（720 分钟） or 120 分钟."""
    told = {"minutes": count_text(minutes), "days": f"{days:f}"}
    if not days:
        return _("%(minutes)s 分钟") % told
    if days == Decimal("0.5"):
        return _("半天（%(minutes)s 分钟）") % told
    return _("%(days)s 天（%(minutes)s 分钟）") % told


def _more_words(touch: Touch) -> dict[str, str]:
    """What several figures say together."""
    figures = touch.figures
    words: dict[str, str] = {}
    if touch.case == "meeting_length":
        limit, days = figures["limit"], figures["days"]
        words["limit"] = limit_words(int(str(limit)), Decimal(str(days)))
    if touch.case == "no_meeting_day" and isinstance(figures["day"], date):
        words["weekday"] = date_format(figures["day"], "l")
    for name in ("level", "stops_at"):
        if name in figures:
            words[name] = level_words(str(figures[name]))
    return words


def _figure_text(value: Figure) -> str:
    if isinstance(value, date):
        return day_text(value)
    return count_text(value) if isinstance(value, int) else str(value)
