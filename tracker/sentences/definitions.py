"""Every figure that pages and sheets show, in one place: what it means, its formula in words and with the numbers in.

A sheet that prints a percentage prints the formula of its definition; a page links to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tracker.models.norms import Norm
from tracker.queries.norms import TIME_CODES
from tracker.sentences import workings
from tracker.sentences.workings import Worker

Code = Norm.Code


class Rows(StrEnum):
    """Which list of items stands behind a figure: of the kind and count asked for, of all kinds, or none."""

    COUNTED = "counted"
    ALL_KINDS = "all_kinds"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Definition:
    """One figure.

    name: its place in the address /definitions/<name>/. label: as pages head it. meaning: one sentence. formula: in
    words. work: the formula with the numbers of an office put in. rows: the list behind it. norms: what it rests on
    besides the counting rule. judges: whether a target, its ceiling and who answers for it speak of the figure.
    """

    name: str
    label: Promise
    meaning: Promise
    formula: Promise
    work: Worker
    rows: Rows = Rows.COUNTED
    norms: Sequence[str] = ()
    judges: bool = False


_ALL = (
    Definition(
        "landed",
        _("本年累计"),
        _("从1月1日到所看的一天，送到本单位及下级（或本单位发出）的件数，同一件送到几个单位只算一件；全口径的督检考按到场次数算。"),
        _("累计＝不重复的事项数；督检考全口径＝事项×到场单位"),
        workings.landed,
    ),
    Definition(
        "hours",
        _("人时"),
        _("为这些事项花掉的工作时间：有人填了就按填的，没填的按工时标准。"),
        _("人时＝Σ［人数×（时长＋路程）＋准备］÷60；文件＝阅办人数×阅读时间＋写报告、填表、拍照的时间"),
        workings.hours,
        norms=TIME_CODES,
    ),
    Definition(
        "all-hours",
        _("占用工时"),
        _("会议、阅办、迎检三类合在一起的人时，全口径。"),
        _("占用工时＝会议人分＋发文人分＋督检考人分，合计÷60"),
        workings.all_hours,
        Rows.ALL_KINDS,
        TIME_CODES,
    ),
    Definition(
        "kind-share",
        _("占全部工时的比重"),
        _("这一类占三类合计人时的多少，全口径。"),
        _("比重＝这一类人分÷三类人分"),
        workings.kind_share,
        norms=TIME_CODES,
    ),
    Definition(
        "uncounted-share",
        _("不计入统计口径的工时"),
        _("全部人时中，统计口径看不见的部分。"),
        _("比重＝（全口径人分−统计口径人分）÷全口径人分"),
        workings.uncounted_share,
        Rows.ALL_KINDS,
        TIME_CODES,
    ),
    Definition(
        "change",
        _("较基期同期"),
        _("和基期同一段日子相比多了还是少了；负数是减少。"),
        _("变化＝（本期−基期同期）÷基期同期"),
        workings.change,
    ),
    Definition(
        "reduction",
        _("压减率"),
        _("和基期同一段日子相比减了多少；几个单位合在一起时，先各自加总再相除，不取平均。"),
        _("压减率＝（基期同期−本期）÷基期同期"),
        workings.cut,
    ),
    Definition(
        "hours-change",
        _("工时较基期同期"),
        _("三类合计的人时和基期同一段日子相比；三类都有同一基期年的台账才能比。"),
        _("变化＝（本期人分−基期同期人分）÷基期同期人分"),
        workings.hours_change,
        Rows.ALL_KINDS,
        TIME_CODES,
    ),
    Definition(
        "baseline",
        _("基期底数"),
        _("基期那一年全年的数；录入过核定数的用核定数，没有录入的用那一年的台账。"),
        _("底数＝核定数，或基期年台账的全年累计"),
        workings.baseline,
        Rows.NONE,
        judges=True,
    ),
    Definition(
        "ceiling",
        _("全年限额"),
        _("目标允许的全年最多件数，由底数和压减比例算出，从不手填。"),
        _("限额＝⌊底数×（1−压减比例）⌋，⌊⌋为向下取整；链式目标的底数是基期年的限额"),
        workings.ceiling,
        Rows.NONE,
        judges=True,
    ),
    Definition(
        "remaining",
        _("还可安排"),
        _("到年底还能来（发）几件而不超过限额。"),
        _("还可安排＝限额−累计，不足 0 按 0"),
        workings.remaining,
        judges=True,
    ),
    Definition(
        "month-remaining",
        _("本月还能发"),
        _("到本月底还能来（发）几件而不快于序时进度。"),
        _("本月还能发＝⌊限额×到月底的序时进度⌋−累计，不足 0 按 0，不多于全年还可安排的"),
        workings.month_remaining,
        judges=True,
    ),
    Definition(
        "used",
        _("限额使用率"),
        _("限额已经用掉的比例；超过 100% 就是超额。"),
        _("使用率＝累计÷限额"),
        workings.used,
        judges=True,
    ),
    Definition(
        "standing",
        _("状态"),
        _("超额、临界、达标或不能判定；资料不全的不判达标。"),
        _(
            "依次问：有没有目标、有没有限额；累计＞限额为超额；累计＞限额×序时进度×（1＋临界幅度）、已用满限额或年末很可能超过，"
            "为临界；资料有缺、近期无登记或有疑似未了结，为不能判定；其余为达标"
        ),
        workings.standing,
        norms=(Code.PACE_BAND, Code.LIKELY_BREACH, Code.SILENT_DAYS, Code.COMPLETE_DAYS),
        judges=True,
    ),
    Definition(
        "forecast",
        _("年末预计"),
        _("照往年的季节和今年的势头，到年底大约会有多少；取中间值，另给八成把握的范围。"),
        _("年末预计＝累计＋余下日子的中位数；由本单位和同级单位往年各月推出，见“年末预计”"),
        workings.forecast,
    ),
    Definition(
        "breach",
        _("越线可能"),
        _("年末数超过限额的可能性。"),
        _("越线可能＝年末数大于限额的概率"),
        workings.breach,
        norms=(Code.LIKELY_BREACH,),
        judges=True,
    ),
    Definition(
        "capacity",
        _("可用工时"),
        _("在岗的人在工作日里一共能工作多少小时，含下级村（社区）；人数未录入的单位不计。"),
        _("可用工时＝Σ各月（在岗人数×工作日×每天工作分钟）÷60"),
        workings.capacity,
        Rows.NONE,
        (Code.WORKING_HOURS,),
    ),
    Definition(
        "capacity-share",
        _("占工作时间"),
        _("可用的工作时间里，被会议、文件、督检考占去的部分；人数未录入的单位，人和工时都不计。"),
        _("占工作时间＝占用人分÷可用人分"),
        workings.capacity_share,
        Rows.ALL_KINDS,
        (Code.WORKING_HOURS, *TIME_CODES[1:]),
    ),
    Definition(
        "measured-share",
        _("实测占比"),
        _("占用的工时里，有人量过、填过的部分；其余是估算的，或按标准算的。"),
        _("实测占比＝实测人分÷占用人分"),
        workings.measured_share,
        Rows.ALL_KINDS,
        TIME_CODES,
    ),
)  # fmt: skip

DEFINITIONS: dict[str, Definition] = {definition.name: definition for definition in _ALL}
