"""What has been shared out of a target, what is left, and what is too much."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tracker.figures import count_text

OVER, LEFT, EVEN = "over", "left", "even"
WORDS: dict[str, Promise] = {
    OVER: _("限额 %(ceiling)s，已分 %(allocated)s，▲ 多分了 %(rest)s"),
    LEFT: _("限额 %(ceiling)s，已分 %(allocated)s，＋ 还有 %(rest)s 没有分"),
    EVEN: _("限额 %(ceiling)s，已全部分完"),
}


def allocation_words(ceiling: int, allocated: int) -> str:
    """限额 77，已分 70，＋ 还有 7 没有分; ▲ 多分了 3; without a full stop."""
    told = {
        "ceiling": count_text(ceiling),
        "allocated": count_text(allocated),
        "rest": count_text(abs(ceiling - allocated)),
    }
    return str(WORDS[OVER if allocated > ceiling else LEFT if allocated < ceiling else EVEN]) % told


def allocation_patterns(ceiling: int) -> dict[str, str]:
    """The same three sentences with #allocated and #rest where a script puts its sums."""
    told = {"ceiling": count_text(ceiling), "allocated": "#allocated", "rest": "#rest"}
    return {case: str(words) % told for case, words in WORDS.items()}
