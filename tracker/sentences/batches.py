"""What an import did, in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.figures import count_text

_PARTS: dict[str, Promise] = {
    "new": gettext_lazy("新增 %(number)s"),
    "updated": gettext_lazy("更新 %(number)s"),
    "unchanged": gettext_lazy("不变 %(number)s"),
    "skipped": gettext_lazy("跳过 %(number)s"),
    "refused": gettext_lazy("拒绝 %(number)s"),
    "doubtful": gettext_lazy("存疑 %(number)s"),
}


def outcome_words(counts: Mapping[str, int]) -> str:
    """新增 171，更新 6，拒绝 5: the parts that are not nothing. Says so where the batch keeps no counts."""
    told = [str(words) % {"number": count_text(counts[name])} for name, words in _PARTS.items() if counts.get(name)]
    if not counts:
        return _("没有留下计数")
    return _("，").join(told) or _("没有读到任何行")


def batch_words(counts: Mapping[str, int]) -> str:
    """What became of a file, and what to do about the rows that were left out, as one or two sentences."""
    if not counts:
        return _("这一批没有留下各行的计数。")
    told = {"read": count_text(counts.get("read", 0)), "outcome": outcome_words(counts)}
    sentence = _("读取 %(read)s 行：%(outcome)s。") % told
    left_out = counts.get("refused", 0) + counts.get("doubtful", 0)
    if not left_out:
        return sentence
    return sentence + _("没有写入的 %(number)s 行，改好后把文件再放一次，只补这几行。") % {
        "number": count_text(left_out)
    }


def stored_words(counts: Mapping[str, int]) -> str:
    """What storing changed, as one sentence."""
    numbers = {name: count_text(counts.get(name, 0)) for name in ("new", "updated")}
    return _("已导入：新增 %(new)s 行，更新 %(updated)s 行。") % numbers
