"""Which kind of ledger a table is: by its headings, else by its titles and names, else by what its rows are called."""

import re
from collections import Counter
from collections.abc import Iterable

from tracker.imports.layouts.headings import bare
from tracker.imports.opening.cells import plain
from tracker.imports.vocabulary import codes, names, patterns
from tracker.models.kinds import Kind

_ENOUGH = 3  # rows whose titles end alike


def kind_of(headings: Iterable[str], texts: Iterable[str] = (), titles: Iterable[str] = ()) -> str | None:
    """texts: section, titles above, names of sheet and file, the nearest first. None when nothing decides."""
    told = {bare(heading) for heading in headings}
    scores = {kind: len(told & {plain(word) for word in marks}) for kind, marks in names("kind_marks").items()}
    best = [kind for kind, score in scores.items() if score and score == max(scores.values())]
    if len(best) == 1:
        return Kind(best[0])
    by_text = (kind for text in texts if (kind := _only(_in_text(text))))
    return next(by_text, None) or _of_titles(titles)


def kind_of_word(word: str) -> str | None:
    """What a column 类别 says of a row: 发文, 来人检查, 会议."""
    text = plain(word)
    return codes("kind_words").get(text) or _only(_in_text(text))


def kind_of_title(title: str) -> str | None:
    """A title that ends in 通知 is a paper's, one that ends in 会 a meeting's."""
    end = re.sub(r"[（(][^（）()]*[）)]$", "", title)
    return next((Kind(kind) for kind, pattern in patterns("kind_endings").items() if pattern.search(end)), None)


def _in_text(text: str) -> set[str]:
    return {Kind(kind) for kind, pattern in patterns("kind_titles").items() if pattern.search(text)}


def _only(found: set[str]) -> str | None:
    return next(iter(found)) if len(found) == 1 else None


def _of_titles(titles: Iterable[str]) -> str | None:
    found = Counter(kind for title in titles if (kind := kind_of_title(title)))
    if not found:
        return None
    kind, count = found.most_common(1)[0]
    return kind if count >= _ENOUGH and count * 10 > found.total() * 8 else None
