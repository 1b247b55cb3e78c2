"""The monthly brief (减负月报) in official prose: five paragraphs, every number of them marked as a figure."""

from collections.abc import Callable, Iterable, Sequence

from django.utils import dateformat
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tracker.figures import hours_text, reason_text
from tracker.measures.standing import Standing
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.periods import month_span
from tracker.queries.briefs import BriefFigures
from tracker.queries.standings import StandingRow
from tracker.sentences.brief_figures import NAMED_ISSUERS, Figure, named_figures
from tracker.sentences.brief_texts import Paragraph, paragraph, plain, said
from tracker.sentences.findings import TELLING_GAP
from tracker.sentences.units import full_unit, official_unit

NAMED = 5  # receivers named in a list before the rest become a number
NAMES_LENGTH = 50  # Chinese characters that such a list may take
LONG = 750  # Chinese characters from which the text is set smaller on paper
LATIN_END = 0x2E7F
Say = Callable[[str], str]


def title(area: Office, month: int) -> str:
    """清河县基层减负情况月报（2026年10月）."""
    return _("%(area)s基层减负情况月报（%(month)s）") % {"area": area.name, "month": month_words(month)}


def month_words(month: int) -> str:
    """2026年10月."""
    return _("%(year)s年%(month)s") % {"year": month // 100, "month": month_name(month)}


def month_name(month: int) -> str:
    # Translators: a date format of Django's; in English "F".
    return dateformat.format(month_span(month).first, _("n月"))


def brief(figures: BriefFigures) -> list[Paragraph]:
    """The text as the ledger writes it, in the language that is active: to whom, five paragraphs, by whom."""
    known = named_figures(figures)

    def say(key: str) -> str:
        return said(key, known[key].words)

    return [
        Paragraph(_("主送"), ""),
        paragraph(_("一、总体情况"), overall(figures, known, say)),
        paragraph(_("二、目标进度"), progress(figures, known, say)),
        paragraph(_("三、主要来源"), sources(figures, say)),
        paragraph(_("四、需要注意的问题"), matters(figures, say)),
        paragraph(_("五、数据说明"), caveats(figures, known, say)),
        Paragraph(_("落款"), plain(figures.area.name)),
    ]


def _joined(sentences: Iterable[str]) -> str:
    """Sentences in a row: with a blank between them where the language has one."""
    between = " " if (get_language() or "").startswith("en") else ""
    return between.join(one.strip() for one in sentences if one)


def hours_finding(figures: BriefFigures) -> str:
    """10月占用 14,185 人时，比2025年10月多 2,300 人时; without the comparison where there is nothing to compare."""
    told = {"month": month_name(figures.month), "hours": hours_text(figures.minutes)}
    before = [figures.before(kind) for kind in Kind.values]
    bases = {year.base_year for year in figures.year.months.values()}
    text = _("%(month)s占用 %(hours)s 人时") % told
    if not all(before) or len(bases) != 1:
        return text
    more = figures.minutes - sum(landed.full_minutes for landed in before if landed)
    compared = {"text": text, "year": bases.pop(), "more": hours_text(abs(more))}
    if more > 0:
        return _("%(text)s，比%(year)s年同月多 %(more)s 人时") % compared
    return _("%(text)s，比%(year)s年同月少 %(more)s 人时") % compared


def overall(figures: BriefFigures, known: dict[str, Figure], say: Say) -> str:
    month = _("%(month)s，%(area)s收到%(said)s，占用 %(hours)s 人时。括号内为全口径，下同。") % {
        "month": month_name(figures.month),
        "area": plain(figures.area.name),
        "said": _("、").join(_landed("month", kind, figures.landed(kind).official, say) for kind in Kind.values),
        "hours": say("month.hours"),
    }
    said_of = [
        _landed("year", row.kind, row.landed.official, say) + _changed(row, known, say) for row in figures.year.cards
    ]
    year = _("今年以来，%(said)s，累计占用 %(hours)s 人时。") % {
        "said": _("；").join(said_of),
        "hours": say("year.hours"),
    }
    return _joined([month, year, _taken(known, say)])


def _landed(when: str, kind: str, number: int, say: Say) -> str:
    """会议 33 次（58 次）, or 督检考 5 项（106 次）. number: the official count, which the words must agree with."""
    told = {"official": say(f"{when}.{kind}.official"), "full": say(f"{when}.{kind}.full")}
    match kind:
        case Kind.MEETING:
            text = ngettext("会议 %(official)s 次（%(full)s 次）", "会议 %(official)s 次（%(full)s 次）", number)
        case Kind.DOCUMENT:
            text = ngettext("发文 %(official)s 件（%(full)s 件）", "发文 %(official)s 件（%(full)s 件）", number)
        case _inspection:
            text = ngettext("督检考 %(official)s 项（%(full)s 次）", "督检考 %(official)s 项（%(full)s 次）", number)
    return text % told


def _changed(row: StandingRow, known: dict[str, Figure], say: Say) -> str:
    """，较2025年同期下降 20.1%（持平）; "" where one of the counts has nothing to compare with."""
    official, full = f"year.{row.kind}.official.change", f"year.{row.kind}.full.change"
    if official not in known or full not in known or row.baseline is None:
        return ""
    told = {"year": row.baseline.year, "official": say(official), "full": say(full)}
    return _("，较%(year)s年同期%(official)s（%(full)s）") % told


def _taken(known: dict[str, Figure], say: Say) -> str:
    if "year.unseen" not in known:
        return ""
    if "year.taken" not in known:
        return _("累计工时中 %(unseen)s 不在统计口径内。") % {"unseen": say("year.unseen")}
    told = {"taken": say("year.taken"), "unseen": say("year.unseen")}
    return _("累计工时占工作时间的 %(taken)s，其中 %(unseen)s 不在统计口径内。") % told


def progress(figures: BriefFigures, known: dict[str, Figure], say: Say) -> str:
    official = [_promise(row, known, say) for row in figures.year.cards]
    full = [_full_promise(row, say) for row in figures.year.full_cards if row.target is not None]
    besides = _("全口径限额：%(said)s。") % {"said": _("；").join(full)} if full else ""
    return _joined([*official, besides, _offices(figures, say)])


def _promise(row: StandingRow, known: dict[str, Figure], say: Say) -> str:
    """会议限额 415 次，还可安排 29 次，临界；年末预计 475 次（463 至 488）. What cannot be told says why."""
    start = f"promise.{row.kind}.{row.count}"
    told = {
        "kind": Kind(row.kind).label,
        "unit": official_unit(row.kind),
        "standing": say(f"{start}.standing"),
        "reason": reason_text(row.judgement.reason),
    }
    told |= {key: say(f"{start}.{key}") for key in ("ceiling", "past", "left") if f"{start}.{key}" in known}
    if row.ceiling is None:
        return _("%(kind)s%(standing)s（%(reason)s）。") % told
    text = _("%(kind)s限额 %(ceiling)s %(unit)s，还可安排 %(left)s %(unit)s，%(standing)s")
    if "past" in told:
        text = _("%(kind)s限额 %(ceiling)s %(unit)s，已超 %(past)s %(unit)s，%(standing)s")
    elif row.judgement.standing is Standing.UNKNOWN:
        text = _("%(kind)s限额 %(ceiling)s %(unit)s，%(standing)s（%(reason)s）")
    more = _accepted(start, known, say) + _ahead(start, official_unit(row.kind), known, say)
    return _("%(text)s。") % {"text": text % told + more}


def _accepted(start: str, known: dict[str, Figure], say: Say) -> str:
    if f"{start}.accepted" not in known:
        return ""
    return _("，已同意到 %(number)s") % {"number": say(f"{start}.accepted")}


def _ahead(start: str, unit: str, known: dict[str, Figure], say: Say) -> str:
    """The year's end, never without its range."""
    if f"{start}.median" not in known:
        return ""
    told = {"unit": unit} | {key: say(f"{start}.{key}") for key in ("median", "low", "high")}
    return _("；年末预计 %(median)s %(unit)s（%(low)s 至 %(high)s）") % told


def _full_promise(row: StandingRow, say: Say) -> str:
    """督检考 1,230 次，临界; of a promise without a ceiling, only how it stands."""
    told = {"kind": Kind(row.kind).label, "standing": say(f"promise.{row.kind}.{row.count}.standing")}
    if row.ceiling is None:
        return _("%(kind)s，%(standing)s") % told
    told |= {"ceiling": say(f"promise.{row.kind}.{row.count}.ceiling"), "unit": full_unit(row.kind)}
    return _("%(kind)s %(ceiling)s %(unit)s，%(standing)s") % told


def _offices(figures: BriefFigures, say: Say) -> str:
    """How the offices below stand; those over are named in official order. "" where none of them has a promise."""
    if not any(row.target for office in figures.year.offices for row in figures.year.matrix_row(office)):
        return ""
    over = [text for text in (_over(kind, figures, say) for kind in Kind.values) if text]
    told = {
        "number": say("offices"),
        "over": _("；").join(over),
        "near": say("offices.near"),
        "unknown": say("offices.unknown"),
    }
    if not over:
        return _("所属 %(number)s 个单位没有超额，临界 %(near)s 处，不能判定 %(unknown)s 处。") % told
    return (
        _("所属 %(number)s 个单位中，%(over)s（按行政区划顺序，不作排名）；临界 %(near)s 处，不能判定 %(unknown)s 处。")
        % told
    )


def _over(kind: str, figures: BriefFigures, say: Say) -> str:
    """会议超额 2 个：石门镇、杨树湾乡; "" where there are none."""
    rows = (figures.year.matrix[office.pk, kind] for office in figures.year.offices)
    offices = [row.office for row in rows if row.judgement.standing is Standing.OVER]
    told = {"kind": Kind(kind).label, "number": say(f"offices.{kind}.over"), "names": names_in_order(offices)}
    return _("%(kind)s超额 %(number)s 个：%(names)s") % told if offices else ""


def names_in_order(offices: Sequence[Office]) -> str:
    """The first names in official order, as many as a line holds, then that there are more; the figure beside them
    tells how many.
    """
    shown: list[str] = []
    for office in offices[:NAMED]:
        if shown and length_of("".join(shown) + office.name) > NAMES_LENGTH:
            break
        shown.append(plain(office.name))
    names = _("、").join(shown)
    return names if len(offices) == len(shown) else _("%(names)s等") % {"names": names}


def sources(figures: BriefFigures, say: Say) -> str:
    rows = figures.year.issuers
    if not figures.year.minutes:
        return _("还没有单位带来工时。")
    shown = [
        _("%(name)s（%(hours)s 人时）")
        % {"name": plain(row.issuer.name), "hours": say(f"issuer.{row.issuer.code}.hours")}
        for row in rows[:NAMED_ISSUERS]
    ]
    told = {"number": say("issuers"), "names": _("、").join(shown)}
    if len(rows) <= NAMED_ISSUERS:
        return _("累计工时来自 %(number)s 个单位：%(names)s。") % told
    told["top"] = say("issuers.top")
    return _("累计工时来自 %(number)s 个单位，占用较多的是%(names)s，合计占 %(top)s。") % told


def matters(figures: BriefFigures, say: Say) -> str:
    """What a leader should know, one clause each, told as 一是, 二是, 三是; suspicion stays suspicion."""
    found = [*_gaps(figures, say), *_untold(figures, say)]
    if not found:
        return _("从现有登记看，没有需要提请注意的事项；资料不全之处不作结论。")
    firsts = (_("一是"), _("二是"), _("三是"), _("四是"), _("五是"))
    clauses = [
        _("%(first)s%(clause)s") % {"first": first, "clause": clause}
        for first, clause in zip(firsts, found, strict=False)
    ]
    return _("%(clauses)s。") % {"clauses": _("；").join(clauses)}


def _gaps(figures: BriefFigures, say: Say) -> Iterable[str]:
    """The kind whose official count fell much more than everything that landed."""
    gaps = [
        (card.full_change - card.official_change, card.kind)
        for card in figures.year.cards
        if card.official_change is not None and card.full_change is not None and card.official_change < 0
    ]
    gap, kind = max(gaps, default=(0, ""))
    if kind and gap >= TELLING_GAP:
        yield _("%(kind)s统计口径%(official)s，全口径%(full)s，两种口径走势不一，原因需核实，不作结论") % {
            "kind": Kind(kind).label,
            "official": say(f"year.{kind}.official.change"),
            "full": say(f"year.{kind}.full.change"),
        }


def _untold(figures: BriefFigures, say: Say) -> Iterable[str]:
    waiting = figures.decisions
    if waiting.findings:
        yield _("疑似变相 %(number)s 条尚未了结，认定之前不作结论") % {"number": say("findings")}
    if waiting.over:
        yield _("%(number)s 项超额尚未明确由谁负责、到何时为止") % {"number": say("over")}
    if waiting.owed:
        text = _("待报送的书面说明 %(number)s 份，其中超期 %(late)s 份")
        yield text % {"number": say("owed"), "late": say("late")}
    if waiting.waiting:
        yield _("已报送待办理的书面说明 %(number)s 份") % {"number": say("waiting")}


def caveats(figures: BriefFigures, known: dict[str, Figure], say: Say) -> str:
    """What the numbers rest on, and what they may not be used for."""
    return _joined(
        [
            _counted_by(known, say),
            _lacking(figures, say),
            _still_open(figures, say),
            _measured(known, say),
            _("年末预计为八成把握的区间。") if any(key.endswith(".median") for key in known) else "",
            _("本月报不对接收单位和个人排名，不作考核依据。"),
        ]
    )


def _counted_by(known: dict[str, Figure], say: Say) -> str:
    if "rule" not in known:
        return _("数字统计到%(day)s；没有生效的统计口径，只有全口径的数。") % {"day": say("day")}
    told = {"day": say("day"), "rule": say("rule")}
    return _("数字统计到%(day)s，统计口径按《%(rule)s》，全口径为实际收到的全部事项。") % told


def _lacking(figures: BriefFigures, say: Say) -> str:
    """Whose ledger has a gap: what is known of them is a least number, never evidence."""
    if not figures.lacking:
        return ""
    told = {"number": say("lacking"), "names": names_in_order(figures.lacking)}
    return _("%(number)s 个单位资料不全（%(names)s），所列为已知最少数，不判达标。") % told


def _still_open(figures: BriefFigures, say: Say) -> str:
    """The month may still be told of; "" once it is due."""
    if figures.is_due:
        return ""
    return _("本月登记到%(due)s截止，此前补登会使数字变动。") % {"due": say("due")}


def _measured(known: dict[str, Figure], say: Say) -> str:
    if "measured" not in known:
        return ""
    told = {key: say(key) for key in ("measured", "estimated", "standard")}
    return _("工时实测 %(measured)s、估算 %(estimated)s、按标准 %(standard)s。") % told


def plain_text(heading: str, paragraphs: Sequence[Paragraph], day: str) -> str:
    """The whole brief to paste elsewhere, a line for each heading and paragraph, lines ended as Windows does."""
    addressee, *body, signature = paragraphs
    lines = [heading, "", *([_("%(addressee)s：") % {"addressee": addressee.text}] if addressee.text else [])]
    for one in body:
        lines += [one.heading, *one.text.splitlines()]
    return "\r\n".join([*lines, "", signature.text, day, ""])


def act_words(act: str) -> str:
    """What was done to a brief; "" for a word of no act."""
    words = {
        "edited": _("修改正文"),
        "updated": _("更新数字"),
        "taken_back": _("恢复为自动生成"),
        "undone": _("撤销上一步"),
    }
    return words.get(act, "")


def is_long(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether the text needs smaller type to stay on one page."""
    return length_of("".join(one.text for one in paragraphs)) > LONG


def length_of(text: str) -> int:
    """How much room a text takes on paper, in Chinese characters: two Latin letters take the room of one."""
    return sum(2 if ord(letter) > LATIN_END else 1 for letter in text) // 2
