"""The id that an address or a form names."""

LONGEST = 18  # digits that every database can hold


def asked_pk(text: str) -> int | None:
    """None for anything that is no id."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST else None
