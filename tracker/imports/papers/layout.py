"""Where the parts of a paper stand (GB/T 9704): head, number, title, addressees, body, annex note, signature, date."""

import re
from dataclasses import dataclass, field
from datetime import date

from tracker.imports.papers.characters import joined
from tracker.imports.papers.dates import day_at_end, is_day
from tracker.rules.fingerprints import normal_number

GENRE = (
    "通知|通报|意见|函|请示|报告|批复|决定|决议|公告|通告|公报|命令|令|议案|纪要|方案|办法|规定|细则|要点|计划|规划|预案|"
    "总结|规则|制度|清单|指南|建议|答复|简报|倡议书|说明"
)
_TITLE_END = re.compile(rf"(?:{GENRE})(?:[（(][^（）()]{{1,12}}[）)])?[》”\"]*$")
_TAIL_OF_TITLE = re.compile(rf"的?(?:{GENRE})(?:[（(][^（）()]{{1,12}}[）)])?$")
_NUMBER = re.compile(r"([^\s\d〔〕：:，,。]{1,20}〔\d{4}〕\d{1,5}号|[^\s\d，。：:]{1,20}令第\d+号|第\d+[期号])")
_URGENCY = "(?:特急|加急|平急|急件|特提)"
_BESIDE_NUMBER = re.compile(rf"^\s*(?:\d{{6}}\s)?\s*{_URGENCY}(?=\s|[^\s]+〔)|(?:签发人|会签人)[：:]?.*$")
_NOT_HEAD = re.compile(rf"^(?:\d{{1,7}}|{_URGENCY}|[（(].*[）)]|签发人.*)$")
_HEAD_ENDING = re.compile(r"(?:文件|便函|便笺|[（(]便?函[）)])$")
_SALUTATION_END = ("：", ":")
_NOT_ADDRESSEES = re.compile(
    r"如下|以下|下列|[。！？]|^(?:为|根据|经|按照|现将|现就)|^[一二三四五六七八九十]+、|^附件|^[（(]?(?:签发人|联系)"
)
_ANNEX_NOTE = re.compile(r"^附件?\s*[：:]")
_NUMBERED = re.compile(r"(?:^|(?<=[：:；;]))\s*(\d{1,2})\s*[.．、]")
_BACK = re.compile(r"^(?:抄送|抄报|主送|分送|附件\s*[\d一二三四五六七八九十]*\s*$|附表\s*\d*\s*$)|印发$")
_CONTACT = re.compile(r"^[（(]?\s*联系(?:人|电话|方式)")
_BODY_OFFICE = re.compile(
    r"(?:局|部|委|办|办公室|政府|委员会|厅|院|会|中心|站|队|社|处|所|公司|党组|指挥部|小组|专班|党委|党工委|支部|办事处|"
    r"管委会|监委|银行|学校|团|室|集团|镇|乡|街道)(?:[（(](?:代章?|章|印|盖章)[）)])?$"
)
_NO_NAME = re.compile(r"[。；;！？!?：:，,、]|^\d|^[一二三四五六七八九十]+、|^[（(]")
_HEAD_LINES, _TITLE_LINES = 20, 8


@dataclass(slots=True)
class Layout:
    """Lines of the parts; empty or None where a part is not there. Blanks of the layout are gone but in signatures."""

    head: list[str] = field(default_factory=list)
    number: str | None = None
    title: str = ""
    addressees: str = ""
    body: list[str] = field(default_factory=list)
    annexes: int = 0
    signatures: list[str] = field(default_factory=list)
    day: date | None = None


def laid_out(lines: list[str]) -> Layout:
    """Finds the parts of a paper in its lines; the title is empty where there is none."""
    paper = Layout()
    salutation = _salutation(lines)
    numbered = _number_line(lines, salutation)
    if numbered is not None:
        paper.number = _number_in(lines[numbered])
    start = _title_start(lines, numbered, salutation)
    if start is None:
        return paper
    paper.head = [line for line in map(joined, lines[: start if numbered is None else numbered])
                  if not _NOT_HEAD.match(line)]  # fmt: skip
    after = _read_title(paper, lines, start, salutation)
    _read_rest(paper, lines[after:])
    return paper


def head_of(lines: list[str]) -> list[str]:
    """The lines above the addressees, or where there are none above the first sentence."""
    salutation = _salutation(lines)
    if salutation is not None:
        return lines[:salutation]
    sentence = (place for place, line in enumerate(lines[:_HEAD_LINES]) if "。" in line)
    return lines[: next(sentence, _HEAD_LINES)]


def _salutation(lines: list[str]) -> int | None:
    """The line that ends the addressees: the first one that ends in a colon and tells nothing else."""
    for place, line in enumerate(lines[:_HEAD_LINES]):
        if line.endswith(_SALUTATION_END) and not _NOT_ADDRESSEES.search(line):
            return place
        if joined(line).endswith("。"):
            return None
    return None


def _number_line(lines: list[str], salutation: int | None) -> int | None:
    head = lines[: salutation if salutation is not None else _HEAD_LINES]
    return next((place for place, line in enumerate(head) if _number_in(line)), None)


def _number_in(line: str) -> str | None:
    """A document number that has a line to itself, or shares it with how urgent it is and who signed."""
    found = _NUMBER.fullmatch(normal_number(_BESIDE_NUMBER.sub("", line)))
    return found[1] if found else None


def _title_start(lines: list[str], numbered: int | None, salutation: int | None) -> int | None:
    """The line below the number; without a number, the line with 关于, or else the first that names a sort of paper."""
    end = salutation if salutation is not None else min(len(lines), _HEAD_LINES)
    if numbered is not None:
        return next((place for place in range(numbered + 1, end) if not _NOT_HEAD.match(lines[place])), None)
    texts = [joined(line) for line in lines[:end]]
    about = next((place for place, text in enumerate(texts) if "关于" in text and not text.endswith("。")), None)
    if about is None:
        return next((place for place, text in enumerate(texts) if _TITLE_END.search(text) and len(text) < 60), None)
    names = {_HEAD_ENDING.sub("", text) for text in texts[: max(about - 1, 0)]}
    repeats_head = about > 0 and texts[about].startswith("关于") and texts[about - 1] in names
    return about - 1 if repeats_head else about


def _read_title(paper: Layout, lines: list[str], start: int, salutation: int | None) -> int:
    """Fills title and addressees; returns the line the body begins at."""
    limit = salutation if salutation is not None else min(start + _TITLE_LINES, len(lines))
    ends = [place for place in range(start, limit) if _TITLE_END.search(joined(lines[place]))]
    if salutation is None:
        end = _without_addressees(lines, ends)
        if end is None:
            return start
        after = end + 1
    else:
        end, after = (ends[-1] if ends else salutation - 1), salutation + 1
        paper.addressees = joined("".join(line for line in lines[end + 1 : after] if not _NOT_HEAD.match(line)))
    paper.title = joined("".join(joined(line) for line in lines[start : end + 1]))
    return after


def _without_addressees(lines: list[str], ends: list[int]) -> int | None:
    """The end of a title that no addressees follow: the first sort of paper, and a 的通知 left on the next line."""
    if not ends:
        return None
    follows = ends[0] + 1
    if follows in ends and _TAIL_OF_TITLE.fullmatch(joined(lines[follows])):
        return follows
    return ends[0]


def _read_rest(paper: Layout, lines: list[str]) -> None:
    back = next((place for place, line in enumerate(lines) if _BACK.search(joined(line))), len(lines))
    dated = next((place for place in reversed(range(back)) if day_at_end(joined(lines[place]))), None)
    if dated is not None and not _is_signature(lines, dated, paper.head):
        dated = None
    end = back
    if dated is not None:
        paper.day = day_at_end(joined(lines[dated]))
        paper.signatures, end = _signatures(lines, dated, paper.head)
    note = next((place for place in reversed(range(end)) if _ANNEX_NOTE.match(lines[place])), None)
    if note is not None:
        paper.annexes = _annexes(lines[note:end])
        end = note
    paper.body = [line for line in lines[:end] if not _CONTACT.match(line)]


def _is_signature(lines: list[str], dated: int, head: list[str]) -> bool:
    """A date with a line to itself, or behind the name of an office."""
    line = joined(lines[dated])
    return is_day(line) or _is_office(_before_day(lines[dated]), head)


def _before_day(line: str) -> str:
    text = re.sub(r"[\s]*(?:\d{4}|[一二三四五六七八九〇○零OＯ０-９]{4})\s*年[^年]*日$", "", line)
    return text.strip()


def _signatures(lines: list[str], dated: int, head: list[str]) -> tuple[list[str], int]:
    """Who signed, from top to bottom, and the line their names begin at."""
    names = [] if is_day(joined(lines[dated])) else _names(_before_day(lines[dated]))
    first = dated
    while first > 0 and dated - first < 12 and _is_office(lines[first - 1], head):
        first -= 1
        names = _names(lines[first]) + names
    return names, first


def _is_office(line: str, head: list[str]) -> bool:
    text = joined(line)
    if not 2 <= len(text) <= 60 or _NO_NAME.search(text):
        return False
    return bool(_BODY_OFFICE.search(text)) or any(text in _HEAD_ENDING.sub("", name) for name in head)


def _names(line: str) -> list[str]:
    """Several offices side by side are told apart by blanks; blanks within a name are only set wide."""
    parts = line.split()
    if len(parts) > 1 and all(len(part) > 3 and _BODY_OFFICE.search(part) for part in parts):
        return parts
    return [joined(line)]


def _annexes(lines: list[str]) -> int:
    """How many the annex note lists: the highest number, 1 where they are not numbered."""
    numbers = [int(number) for line in lines for number in _NUMBERED.findall(line)]
    return max(numbers, default=1)


def head_names(head: list[str]) -> list[str]:
    """The offices of a red head, without 文件."""
    names = [_HEAD_ENDING.sub("", line) for line in head]
    return [name for name in names if name and (_BODY_OFFICE.search(name) or len(head) == 1)]


def issuers_of(paper: Layout) -> list[str]:
    """Who issued it: who signed, else who stands in the head. A name broken over two lines is one."""
    named = head_names(paper.head)
    broken = not all(_BODY_OFFICE.search(name) for name in paper.signatures)
    if paper.signatures and not (broken and "".join(paper.signatures) == "".join(named)):
        return [re.sub(r"[（(](?:代章?|章|印|盖章)[）)]$", "", name) for name in paper.signatures]
    return named
