"""What the headings of a table mean: each column's field, by its known names, the words in it, then what it holds."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from collections.abc import Mapping as Columns
from dataclasses import replace
from functools import cache

from tracker.imports.layouts.column_contents import content_of, denies
from tracker.imports.layouts.compounds import PAIRS
from tracker.imports.layouts.mappings import Mapping, Source
from tracker.imports.opening.cells import Cell, plain
from tracker.imports.vocabulary import codes, names, ordered_patterns, words

_BRACKETED = re.compile(r"[(\[【〔].*?[)\]】〕]")
_PARTS = re.compile(r"[及和与、/（(]")
_MARKS = re.compile(r"[*:：★＊?]")
_NOT_READ = "not_read"
BY_NAME, BY_WORDS, BY_CONTENT = "by_name", "by_words", "by_content"
_ISSUED = ("印发日期", "印发时间", "发文日期", "发文时间", "成文日期", "签发日期")  # what an issuer's register goes by
_PIECES: tuple[tuple[str, tuple[set[str], ...], str], ...] = (
    ("number", ({"代字", "机关代字", "发文代字", "字", "字头"}, {"年", "年份", "年度", "年号"},
                {"号", "序号", "顺序号", "文号", "号数"}), "{{{}}}〔{{{}}}〕{{{}}}号"),
    ("date", ({"月", "月份"}, {"日", "日期", "号"}), "{{{}}}月{{{}}}日"),
    ("date", ({"年", "年份", "年度"}, {"月", "月份"}, {"日", "日期", "号"}), "{{{}}}年{{{}}}月{{{}}}日"),
)  # fmt: skip
_UNPLANNED = {"√": "计划外", "✓": "计划外", "是": "计划外", "×": "计划内", "否": "计划内"}  # below 计划外打√
_NONE = {"无", "没有", "none"}
Samples = Sequence[Sequence[Cell]]


def recognised(headings: tuple[str, ...], samples: Samples = ()) -> Mapping:
    """Field to column: by the known names (of several names of a field the preferred one that is there), then words.

    samples: some cells of each column. A name is not believed where the cells deny it, and columns that neither name
    nor words explain are read by what they hold.
    """
    mapping = _by_name(headings, samples)
    _join_pieces(mapping, headings)
    _add_second_fields(mapping, headings, _named_field)
    _add_by_words(mapping, headings, samples)
    _add_second_fields(mapping, headings, _likeliest_field)
    _add_by_content(mapping, headings, samples)
    return mapping


def evidence_of(mapping: Mapping, headings: tuple[str, ...]) -> dict[str, str]:
    """Field → by_name, by_words or by_content: why its column was taken for it."""
    named, worded = _by_name(headings, ()), {heading: _fields_by_words(bare(heading)) for heading in headings}
    evidence = {}
    for name, source in mapping.items():
        known = name in named and bool({*source.columns} & {*named[name].columns}) or _is_named(name, source)
        told = any(name in worded.get(column, []) for column in source.columns)
        evidence[name] = BY_NAME if known else BY_WORDS if told else BY_CONTENT
    return evidence


def corrected(mapping: Mapping, headings: tuple[str, ...], corrections: Columns[str, str]) -> Mapping:
    """The mapping with the columns a person knows better: heading → field, "" for a column that is not read.

    A field that was given a column leaves the one it had; several columns given to one field are joined.
    """
    told = {heading: corrections[heading] for heading in dict.fromkeys(headings) if heading in corrections}
    if not told:
        return mapping
    given = {name for name in told.values() if name}
    kept = {
        name: source for name, source in mapping.items() if name not in given and not told.keys() & {*source.columns}
    }
    columns = {name: tuple(heading for heading, field in told.items() if field == name) for name in given}
    return kept | {name: replace(source_of(its[0]), columns=its) for name, its in columns.items()}


def known_headings(headings: tuple[str, ...]) -> int:
    """How many of the headings are names that ledgers are known to use, also those of columns that are not read."""
    known = _all_names()
    return sum(plain(heading) in known or bare(heading) in known for heading in headings if heading)


def is_left_out(heading: str) -> bool:
    """Whether the words of a heading say that its column is none of the ledger's: 承办人, 传阅情况."""
    return _fields_by_words(bare(heading))[:1] == [_NOT_READ]


def bare(heading: str) -> str:
    """A heading without its unit, star or colon: *时长（分钟）： is 时长."""
    half = unicodedata.normalize("NFKC", heading)
    return plain(_MARKS.sub("", _BRACKETED.sub("", half)))


def source_of(column: str) -> Source:
    return Source(columns=(column,), unit=_unit(column), empty=words("nothing"))


def _source(name: str, column: str) -> Source:
    """A blank and 无 mean the same, but not where something is counted: no materials are 0 of them."""
    source = source_of(column)
    if name == "plan_status" and "计划外" in column and "内" not in column:
        return replace(source, words=_UNPLANNED)
    return replace(source, empty=source.empty - _NONE) if name == "materials" else source


def _is_named(name: str, source: Source) -> bool:
    known = {plain(word) for word in names("columns").get(name, [])}
    return source.template is not None or any({plain(column), bare(column)} & known for column in source.columns)


def _by_name(headings: tuple[str, ...], samples: Samples) -> Mapping:
    places: dict[str, str] = {}
    for heading in reversed(headings):
        places[bare(heading)] = heading
    places |= {plain(heading): heading for heading in reversed(headings)}
    mapping: Mapping = {}
    taken: set[str] = {""}
    for name, known in names("columns").items():
        there = [places.get(plain(word), "") for word in _preferred(name, known, places)]
        free = (one for one in there if one not in taken and not denies(name, _sample(one, headings, samples)))
        if column := next(free, ""):
            taken.add(column)
            mapping[name] = _source(name, column)
    return mapping


def _preferred(name: str, known: list[str], places: dict[str, str]) -> list[str]:
    """A register of what an office sent goes by the day of issue, not by the day of entry."""
    if name != "date" or not any(plain(word) in places for word in names("columns")["recipients"]):
        return known
    received = any(plain(word) in places for word in names("columns")["issuer"])
    return known if received else [*_ISSUED, *known]


def _join_pieces(mapping: Mapping, headings: tuple[str, ...]) -> None:
    """代字, 年 and 号 in three columns beside one another are one number; 月 and 日 are one day."""
    bared = [bare(heading) for heading in headings]
    for name, pieces, template in _PIECES:
        for place in range(len(bared) - len(pieces) + 1):
            its = headings[place : place + len(pieces)]
            if all(bared[place + at] in words_of for at, words_of in enumerate(pieces)) and len({*its}) == len(its):
                mapping[name] = Source(its, template=template.format(*its), empty=words("nothing"))
                break


def _add_second_fields(mapping: Mapping, headings: tuple[str, ...], field_of: Callable[[str], str]) -> None:
    """来文单位及文号 holds two fields, unless another column is called after one of them.

    field_of: the field that a part of a heading speaks of.
    """
    for heading in _divisible(headings):
        pair = _pair_in(heading, field_of)
        if pair and all(name not in mapping or mapping[name].columns == (heading,) for name in pair):
            mapping |= {name: _source(name, heading) for name in pair}


def _divisible(headings: tuple[str, ...]) -> list[str]:
    return [heading for heading in headings if len(_PARTS.split(heading.rstrip("）)"))) == 2]


def _pair_in(heading: str, field_of: Callable[[str], str]) -> tuple[str, str] | None:
    """The two fields a heading names; None where it names one, or two that cannot be told apart in a cell."""
    told = {field_of(bare(part)) for part in _PARTS.split(heading.rstrip("）)"))}
    return next((pair for pair in PAIRS if told == {*pair}), None)


def _named_field(text: str) -> str:
    return codes("columns").get(text, "")


def _likeliest_field(text: str) -> str:
    return _named_field(text) or next(iter(_fields_by_words(text)), "")


def _add_by_words(mapping: Mapping, headings: tuple[str, ...], samples: Samples) -> None:
    """Columns whose names nobody listed: 参加会议的人数 speaks of people. The patterns take their pick in turn."""
    free = {heading: bare(heading) for heading in _free(mapping, headings) if not is_left_out(heading)}
    for name, pattern in ordered_patterns("column_patterns"):
        fitting = (heading for heading, text in free.items() if pattern.search(text))
        heading = next((one for one in fitting if not denies(name, _sample(one, headings, samples))), "")
        if heading and name not in mapping:
            mapping[name] = _source(name, heading)
            del free[heading]


def _add_by_content(mapping: Mapping, headings: tuple[str, ...], samples: Samples) -> None:
    """Columns that are still unread, unless their name says that they are none of the ledger's."""
    for heading in _free(mapping, headings):
        listed = bare(heading) in _all_names() or is_left_out(heading)
        cells = _sample(heading, headings, samples)
        if not listed or any(denies(name, cells) for name in _named_fields(heading)):
            name = content_of(cells)
            if name and name not in mapping:
                mapping[name] = source_of(heading)


def _named_fields(heading: str) -> list[str]:
    told = {plain(heading), bare(heading)}
    return [name for name, known in names("columns").items() if told & {plain(word) for word in known}]


def _free(mapping: Mapping, headings: tuple[str, ...]) -> list[str]:
    taken = {column for source in mapping.values() for column in source.columns} | {""}
    return [heading for heading in dict.fromkeys(headings) if heading not in taken]


def _sample(heading: str, headings: tuple[str, ...], samples: Samples) -> Sequence[Cell]:
    place = headings.index(heading)
    return samples[place] if place < len(samples) else ()


def _fields_by_words(heading: str) -> list[str]:
    """The fields whose words are in the heading, the likeliest first; not_read alone where it is none of ours."""
    found = [name for name, pattern in ordered_patterns("column_patterns") if pattern.search(heading)]
    return found[:1] if found[:1] == [_NOT_READ] else found


@cache
def _all_names() -> frozenset[str]:
    listed = [word for known in names("columns").values() for word in known]
    return frozenset(plain(word) for word in listed) | words("other_columns")


def _unit(heading: str) -> str | None:
    if "小时" in heading or "hour" in heading.lower():
        return "hours"
    if "天数" in heading or heading.endswith(("(天)", "（天）")):
        return "days"
    return "minutes" if "分钟" in heading or "minute" in heading.lower() else None
