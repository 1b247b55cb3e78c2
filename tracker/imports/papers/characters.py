"""Characters of a paper: mended where a PDF gives look-alikes, and counted."""

import re
from unicodedata import normalize

_RADICALS = (
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩"
    "⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑"
    "⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳"
)
# EquivalentUnifiedIdeograph of the Unicode character database, in the same order
_IDEOGRAPHS = (
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王"
    "𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長"
    "镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
_KANGXI = range(0x2F00, 0x2FD6)
_MENDED = str.maketrans(_RADICALS, _IDEOGRAPHS) | {code: normalize("NFKC", chr(code)) for code in _KANGXI}
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\xad\u200b-\u200f\u2060\ufeff\ufffe\uffff\ud800-\udfff]")
_BLANKS = re.compile(r"[\s\u3000]+")
_LOOSE = re.compile(r"(?<=[^\x20-\x7e]) | (?=[^\x20-\x7e])")
_COUNTED = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af〇0-9０-９]")
_IDEOGRAPH = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")


def mended(text: str) -> str:
    """Radicals become the ideographs they look like, blanks one space, and what nobody sees is gone.

    PDFs of common browsers write 民 as the radical U+2EA0, which NFKC does not fold.
    """
    return _BLANKS.sub(" ", _INVISIBLE.sub("", text.translate(_MENDED))).strip()


def joined(text: str) -> str:
    """Without the blanks that layout put beside Chinese characters: 2025 年 and 通 知; those between words stay."""
    return _LOOSE.sub("", text)


def count_characters(text: str) -> int:
    """Chinese ideographs and digits of either width. Punctuation, Latin letters and blanks do not count."""
    return len(_COUNTED.findall(text))


def count_ideographs(text: str) -> int:
    return len(_IDEOGRAPH.findall(text))
