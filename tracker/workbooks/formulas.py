"""What formulas say of a figure: the same divisions and roundings as tracker.figures and tracker.measures."""

from tracker.figures import NOTHING

_NONE = f'"{NOTHING}"'


def hours(minutes: str) -> str:
    """Person-minutes as person-hours: whole from 100 up, one decimal below. Empty without a formula of the minutes."""
    return f"ROUND(({minutes})/60,IF(({minutes})>=6000,0,1))" if minutes else ""


def share(part: str, whole: str) -> str:
    """As percentages are shown, with one decimal. A dash where the whole is nothing or no number."""
    return f"IF(N({whole})=0,{_NONE},ROUND(({part})/{whole},3))"


def change(before: str, now: str) -> str:
    return f"IF(N({before})=0,{_NONE},ROUND(({now}-{before})/{before},3))"


def left(ceiling: str, counted: str) -> str:
    """How many more fit. A dash without a ceiling."""
    return f"IF(ISNUMBER({ceiling}),MAX(0,{ceiling}-{counted}),{_NONE})"


def below(base: str, cut: str) -> str:
    """What is left of a baseline, rounded down. The millionth keeps 105 from becoming 104.999…"""
    return f"IF(ISNUMBER({base}),ROUNDDOWN({base}*(1-{cut})+0.000001,0),{_NONE})"


def spoken(template: str, **figures: str) -> str:
    """A sentence with %(name)s in it, as a formula: each name is replaced by a formula of the figure."""
    pieces = [text_of(template)]
    for name, formula in figures.items():
        pieces = [part for piece in pieces for part in _around(piece, f"%({name})s", formula)]
    return "&".join(piece for piece in pieces if piece != '""')


def with_marks(number: str) -> str:
    """A count in words, with thousands marks."""
    return f'TEXT({number},"#,##0")'


def text_of(words: str) -> str:
    return '"{}"'.format(words.replace('"', '""'))


def _around(piece: str, place: str, formula: str) -> list[str]:
    """A piece of text cut at a place, the formula between. Formulas are left alone."""
    if not piece.startswith('"') or place not in piece:
        return [piece]
    before, _place, after = piece[1:-1].partition(place)
    return [f'"{before}"', formula, f'"{after}"']
