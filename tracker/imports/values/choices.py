"""Words for one of a closed list: channel, form of a meeting, type of an inspection, yes and no."""

from django.utils.translation import gettext as _

from tracker.imports.opening.cells import Cell, plain, text_of
from tracker.imports.problems import UnreadableError
from tracker.imports.vocabulary import codes, names, words


def understand_choice(subject: str, cell: Cell) -> str:
    """The code of a word; empty for a blank cell. Raises UnreadableError for a word that is not in the list."""
    text = text_of(cell)
    if not text or plain(text) in words("nothing") - set(codes(subject)):
        return ""
    if code := codes(subject).get(plain(text)):
        return code
    known = "、".join(listed[0] for listed in names(subject).values())
    raise UnreadableError(_("“%(text)s”不在可选项中。可选：%(known)s。") % {"text": text, "known": known})


def understand_yes(cell: Cell) -> bool:
    """Raises UnreadableError for anything that is neither a yes, nor a no, nor blank."""
    word = plain(text_of(cell))
    if not word or word in words("no"):
        return False
    if word in words("yes"):
        return True
    raise UnreadableError(_("“%(text)s”应是“是”或“否”。") % {"text": text_of(cell)})


def mentioned(subject: str, text: str) -> str:
    """The code of the longest word of the list that occurs in a running text; empty when none does."""
    said = plain(text)
    found = [(len(word), code) for word, code in codes(subject).items() if word in said] if said else []
    return max(found)[1] if found else ""
