"""When two records describe the same thing: same kind, issuer, number, title, day and start."""

import hashlib
import re
import unicodedata

from tracker.models.items import Item

_BRACKETS = str.maketrans("﹝﹞[]【】［］()（）{}", "〔〕" * 7)
_BLANKS = re.compile(r"[\s\u200b-\u200f\ufeff\u3000]+")


def normal_number(number: str) -> str:
    """A document number in its standard form: half-width, no blanks, year in 〔〕, serial without leading zeros.

    国发[2019] 05号 and 国发﹝2019﹞5号 both become 国发〔2019〕5号. Text that has no year in brackets comes back
    with width and blanks mended only. Idempotent. Source: GB/T 9704-2012, 发文字号.
    """
    text = _without_blanks(number).translate(_BRACKETS)
    return re.sub(r"〔(\d{4})年?〕第?0*(\d+)号?", r"〔\1〕\2号", text)


def fingerprint(item: Item) -> str:
    """SHA-256, as 64 hexadecimal digits. Blanks, width and case of the title make no difference."""
    title = _without_blanks(item.title).casefold()
    start = item.starts_at.isoformat("minutes") if item.starts_at else ""
    parts = (
        item.kind,
        str(item.issuer_id),
        normal_number(item.document_number),
        title,
        item.day.isoformat(),
        start,
    )
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def _without_blanks(text: str) -> str:
    """Half-width and without blanks. Normalised twice, because NFKC splits some accents into a blank and a mark."""
    return unicodedata.normalize("NFKC", _BLANKS.sub("", unicodedata.normalize("NFKC", text)))
