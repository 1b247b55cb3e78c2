"""How much two titles speak of the same matter, whatever words of office stand around it."""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz

# Words that say how a matter is sent, not what it is; longest first, so that no piece of a longer one is left.
_FRAME = re.compile(
    "|".join(
        sorted(
            (
                "关于", "印发", "转发", "召开", "举办", "开展", "组织", "进一步", "切实", "认真", "扎实", "做好",
                "加强", "推进", "落实", "报送", "全县", "全市", "全省", "我县", "我市", "视频会议", "电视电话会议",
                "视频", "调度会议", "推进会议", "工作会议", "座谈会", "调度会", "推进会", "部署会", "会议", "工作",
                "有关", "事项", "的通知", "通知", "的通报", "的意见", "的函", "实施方案", "工作方案", "方案", "情况",
            ),
            key=len,
            reverse=True,
        )
    )
)  # fmt: skip
_NO_WORD = re.compile(r"[\W_]+")
_NUMBER_OF_YEAR = re.compile(r"20\d\d年?度?|第?[\d一二三四五六七八九十]+(?:季度|月份|月|次|期|号)")


@lru_cache(maxsize=20_000)
def matter(title: str) -> str:
    """The matter of a title: 关于开展今冬明春安全隐患大排查工作的通知 is 今冬明春安全隐患大排查.

    The whole title, without signs, where nothing else would be left. "" for an empty one.
    """
    text = _NO_WORD.sub("", unicodedata.normalize("NFKC", title)).casefold()
    return _FRAME.sub("", _NUMBER_OF_YEAR.sub("", text)).removesuffix("会") or text


def similarity(title: str, other: str) -> int:
    """0 to 100: how much of the matter of two titles is the same; 0 where either says nothing."""
    one, two = matter(title), matter(other)
    return round(fuzz.ratio(one, two)) if one and two else 0
