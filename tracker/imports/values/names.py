"""Which office a text means: by code, name, alias, name with its area, or the name without 人民政府 and the like."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from os.path import commonprefix

from django.db.models import Q
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from tracker.imports.opening.cells import plain
from tracker.imports.problems import DoubtError, UnreadableError
from tracker.imports.values.numbers import number_prefix
from tracker.models.offices import NumberPrefix, Office, OfficeAlias

_CLOSE = 55  # below this a suggestion confuses more than it helps
_ENDINGS = ("人民政府", "街道办事处", "办事处", "党工委", "党委", "村民委员会", "村委会", "居民委员会", "居委会")
_LEVELLED = re.compile(r"(县|区|市|省|镇|乡|街道)(.{2,})")
_LEVELS = {"县": "K", "区": "K", "市": "M", "省": "P", "镇": "T", "乡": "T", "街道": "T"}


class UnknownOfficeError(UnreadableError):
    """Nobody is known by this text."""

    def __init__(self, message: str, text: str) -> None:
        super().__init__(message)
        self.text = text


class AmbiguousOfficeError(DoubtError):
    """Several offices, equally near, are known by this text."""

    def __init__(self, message: str, text: str) -> None:
        super().__init__("office_ambiguous", message)
        self.text = text


class OfficeNames:
    """Every office by the names it goes by, read once. Of several of one name the nearest to `home` is meant."""

    def __init__(self, home: Office, offices: Iterable[Office] | None = None) -> None:
        """offices: the only ones that may be meant; None for every office there is."""
        self.home = home
        self.offices = list(Office.objects.all() if offices is None else offices)
        self._by_id = {office.pk: office for office in self.offices}
        self._theirs = {} if offices is None else {"office__in": list(self._by_id)}
        self._by_code = {office.code.casefold(): office for office in self.offices}
        self._by_name: dict[str, list[Office]] = defaultdict(list)
        self._said: dict[str, set[int]] = defaultdict(set)
        for name, office in self._names():
            if office not in self._by_name[name]:
                self._by_name[name].append(office)
        self._prefixes = {row.prefix: self._by_id[row.office_id] for row in NumberPrefix.objects.filter(**self._theirs)}
        self._suggestions: dict[str, str] = {}
        self._abbreviations: dict[str, list[Office]] = {}

    def find(self, text: str) -> Office:
        """Raises UnreadableError, with the closest known name, or DoubtError when several are equally near."""
        found = self.known(text)
        if not found:
            raise self.unknown(text)
        if len(found) > 1:
            raise AmbiguousOfficeError(
                _("叫“%(name)s”的单位有 %(count)s 个。请改写为代码，如 %(code)s。")
                % {"name": text, "count": len(found), "code": found[0].code},
                text,
            )
        return found[0]

    def known(self, text: str) -> list[Office]:
        """The offices a text may mean: none, one, or several that are equally near to home."""
        if office := self._by_code.get(text.strip().casefold()):
            return [office]
        name = plain(text)
        written = (name, _without_ending(name), name.removeprefix("中共"))
        candidates = next(filter(None, map(self._by_name.get, written)), None) or self._abbreviated(name)
        if len(candidates) < 2:
            return candidates
        near = max(self._nearness(office) for office in candidates)
        nearest = [office for office in candidates if self._nearness(office) == near]
        return [office for office in nearest if office.pk in self._said.get(name, ())] or nearest

    def candidates(self, text: str, most: int) -> list[Office]:
        """Offices that may be meant by a text nobody is known by, the likeliest first; of equally alike the nearest."""
        alike = process.extract(plain(text), self._by_name.keys(), scorer=fuzz.WRatio, limit=10 * most)
        scores: dict[int, float] = {office.pk: 101 for office in self.known(text)}
        for name, score, _place in alike:
            for office in self._by_name[name]:
                scores[office.pk] = max(score, scores.get(office.pk, 0))
        found = [self._by_id[pk] for pk, score in scores.items() if score >= _CLOSE]
        return sorted(found, key=lambda office: (-scores[office.pk], -self._nearness(office), office.path))[:most]

    def parent(self, office: Office) -> Office | None:
        """The office above; None at the top, and where it is not among the ones that may be meant."""
        return next((one for one in self.offices if one.path == office.path[: -Office.steplen]), None)

    def _abbreviated(self, name: str) -> list[Office]:
        """县财政局, 镇应急办: the one nearest office of that level whose name has these characters in order."""
        if name not in self._abbreviations:
            match = _LEVELLED.match(name)
            levels, rest = (_LEVELS[match[1]], match[2]) if match else ("", "")
            found = [office for office in self.offices if office.level in levels and _abbreviates(rest, office.name)]
            near = max((self._nearness(office) for office in found), default=0)
            nearest = [office for office in found if self._nearness(office) == near]
            self._abbreviations[name] = nearest if len(nearest) == 1 else []
        return self._abbreviations[name]

    def by_number(self, number: str) -> Office | None:
        """The office whose document numbers begin like this one; None when no prefix is known."""
        return self._prefixes.get(number_prefix(number))

    def unknown(self, text: str) -> UnknownOfficeError:
        if text not in self._suggestions:
            likeliest = self.candidates(text, 1)
            self._suggestions[text] = likeliest[0].name if likeliest else ""
        closest = self._suggestions[text]
        if closest:
            sentence = _("没有名为“%(name)s”的单位。最接近的是“%(closest)s”；请改写，或先导入单位。")
            return UnknownOfficeError(sentence % {"name": text, "closest": closest}, text)
        sentence = _("没有名为“%(name)s”的单位。请先导入单位，或改用代码。")
        return UnknownOfficeError(sentence % {"name": text}, text)

    def below(self, kinds: Iterable[str]) -> list[Office]:
        """Offices of some kinds in the area that home belongs to: the nearest one that has any."""
        wanted = [office for office in self.offices if office.kind in set(kinds)]
        for path in reversed(self.home.ancestor_paths):
            inside = [office for office in wanted if office.path.startswith(path) and office.pk != self.home.pk]
            if inside:
                return sorted(inside, key=lambda office: office.path)
        return []

    def _names(self) -> Iterator[tuple[str, Office]]:
        by_path = {office.path: office for office in self.offices}
        for office in self.offices:
            yield plain(office.name), office
            if parent := by_path.get(office.path[: -Office.steplen]):
                yield plain(parent.name + office.name), office
        for alias in OfficeAlias.objects.filter(self._said_near(), **self._theirs):
            if alias.said_in_id is not None:
                self._said[plain(alias.name)].add(alias.office_id)
            yield plain(alias.name), self._by_id[alias.office_id]

    def _said_near(self) -> Q:
        """Aliases that hold everywhere, and those confirmed in the ledgers of home or an office above or below it."""
        above = Q(said_in__path__in=self.home.ancestor_paths)
        below = Q(said_in__path__gte=self.home.path, said_in__path__lt=self.home.path_end)
        return Q(said_in__isnull=True) | above | below

    def _nearness(self, office: Office) -> int:
        return len(commonprefix([office.path, self.home.path])) // Office.steplen


def _abbreviates(short: str, name: str) -> bool:
    left = iter(name)
    return all(sign in left for sign in short)


def _without_ending(name: str) -> str:
    return next((name.removesuffix(ending) for ending in _ENDINGS if name.endswith(ending)), name)
