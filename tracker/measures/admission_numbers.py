"""Admission numbers (准入号): issuer code, year, serial and two check characters, to be told apart from forgeries.

The check is ISO/IEC 7064:2003, MOD 1271-36: two characters of 0-9A-Z. It finds every single wrong character, every
swap of two neighbours or of two characters with one between, and 1270 of 1271 numbers made up at random (99.92 %).
It needs no network: anybody can reckon it, so it tells slips and crude forgeries; the list of numbers tells the rest.
"""

import re
import unicodedata

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MODULUS = 1271
RADIX = len(ALPHABET)
CHECK = 2
LAST_SERIAL = 9999
_FORM = re.compile(r"[0-9A-Z]{1,26}20\d\d\d{4}[0-9A-Z]{2}")
_DROPPED = re.compile(r"[\s\u200b-\u200f\ufeff\-‐‑‒–—―−_.·．。:：〔〕()（）\[\]]+")


def admission_number(code: str, year: int, serial: int) -> str:
    """The number of an issuer's line, in its normal form: QH-B16, 2026, 12 give QHB1620260012LI.

    Raises ValueError for a code without a letter or digit, or a serial outside 1 to 9999.
    """
    letters = "".join(sign for sign in normal(code) if sign in ALPHABET)
    if not letters or not 0 < serial <= LAST_SERIAL:
        raise ValueError(f"No admission number from {code=}, {serial=}.")
    body = f"{letters}{year:04d}{serial:04d}"
    return body + check_characters(body)


def check_characters(body: str) -> str:
    """The two characters that make the whole leave 1 when divided by 1271. Raises ValueError beyond 0-9A-Z."""
    first, second = divmod((1 - _value(body) * RADIX**CHECK) % MODULUS, RADIX)
    return ALPHABET[first] + ALPHABET[second]


def normal(text: str) -> str:
    """Half-width capitals without blanks, hyphens, dots and brackets, however it was copied. Idempotent."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", text)).upper()


def is_well_formed(number: str) -> bool:
    """Whether a number in its normal form is built as one, whatever its check characters say."""
    return _FORM.fullmatch(number) is not None


def is_genuine(number: str) -> bool:
    """Whether a number in its normal form is built as one and its check characters agree."""
    return is_well_formed(number) and _value(number) % MODULUS == 1


def miscopied(number: str) -> list[int]:
    """Places, from 1, at which one other character would make the number genuine; empty when no single one would."""
    return [place + 1 for place, sign in enumerate(number) if _mended(number, place, sign)]


def written(number: str) -> str:
    """As it is printed, in four groups: QHB16-2026-0012-LI."""
    return f"{number[:-10]}-{number[-10:-6]}-{number[-6:-2]}-{number[-2:]}"


def _mended(number: str, place: int, sign: str) -> bool:
    before, after = number[:place], number[place + 1 :]
    return any(is_genuine(before + other + after) for other in ALPHABET if other != sign)


def _value(text: str) -> int:
    """The text as a number of base 36, by the remainders of ISO 7064."""
    return int(text, RADIX)
