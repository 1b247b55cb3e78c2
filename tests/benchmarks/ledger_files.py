"""A believable ledger of any length, and what must become of each of its rows; the same for the same seed."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from openpyxl import Workbook

from tests.county import make_office
from tracker.models.offices import Office

TOWNS, VILLAGES, BUREAUS = 20, 360, 24
TODAY = date(2026, 9, 30)
DAYS = 730
HEADINGS = (
    "序号", "类别", "日期", "来文单位", "发文字号", "标题", "方式", "参加人数", "时长", "报送期限", "地点", "备注",
)  # fmt: skip
SUBJECTS = (
    "防汛抗旱", "安全生产", "森林防火", "人居环境整治", "耕地保护", "秸秆禁烧", "信访维稳", "医保参保", "粮食收购",
    "防返贫监测", "养老服务", "校园安全", "食品安全", "招商引资", "项目建设", "河湖长制", "移风易俗", "电信反诈",
)  # fmt: skip
ACTS = ("进一步做好{}工作", "开展{}专项排查", "加强{}工作", "报送{}情况", "落实{}责任", "{}提升行动")
CHANNELS = {"OA系统": "oa", "纸质": "paper", "微信群": "chat", "电话": "phone", "浙政钉": "app"}
LENGTHS = {"1小时30分": 90, "90分钟": 90, "半天": 180, "2小时": 120, "1.5小时": 90, "45分钟": 45, "": None}
REMARKS = ("", "", "", "已办结", "转分管领导阅", "需上报总结", "已传达")
DATE_STYLES = (
    "{0.year}-{0.month:02}-{0.day:02}", "{0.year}/{0.month}/{0.day}", "{0.year}年{0.month}月{0.day}日",
    "{0.year}.{0.month}.{0.day}",
)  # fmt: skip
BUREAU_NAMES = (
    "应急管理", "农业农村", "教育", "民政", "财政", "人力资源和社会保障", "自然资源", "住房和城乡建设", "交通运输",
    "水利", "商务", "文化和旅游", "卫生健康", "退役军人事务", "审计", "市场监督管理", "统计", "医疗保障", "林业",
    "信访", "司法", "公安", "发展和改革", "工业和信息化",
)  # fmt: skip


@dataclass
class Told:
    """outcomes: how many rows become what; records: what is to be stored of the new ones; new: their cells."""

    rows: list = field(default_factory=list)
    outcomes: Counter = field(default_factory=Counter)
    records: list = field(default_factory=list)
    new: list = field(default_factory=list)

    def add(self, number, cells, outcome):
        self.rows.append([number, *cells])
        self.outcomes[outcome] += 1

    def add_new(self, number, cells, record):
        self.add(number, cells, "new")
        self.records.append(record)
        self.new.append(cells)


def plant_county():
    """A county of about 400 offices; returns the town whose ledger it is."""
    kinds, levels = Office.Kind, Office.Level
    city = make_office("LJ", "临江市", kinds.REGION, levels.CITY)
    county = make_office("QH", "清河县", kinds.REGION, levels.COUNTY, city)
    for number, name in enumerate(BUREAU_NAMES):
        make_office(f"B{number}", f"县{name}局", kinds.GOVERNMENT_DEPARTMENT, levels.COUNTY, county)
    towns = [make_office(f"T{number}", f"第{number}镇", kinds.TOWN, levels.TOWN, county) for number in range(TOWNS)]
    for number in range(VILLAGES):
        make_office(f"V{number}", f"{number}号村", kinds.VILLAGE, levels.VILLAGE, towns[number % TOWNS])
    return towns[0]


def ledger(rows, seed=3):
    """Rows of a mixed ledger: of a hundred one repeats an earlier one, one is refused for every two hundred."""
    random, told = Random(seed), Told()
    for number in range(1, rows + 1):
        chance = random.random()
        if chance < 0.01 and told.new:
            told.add(number, random.choice(told.new), "skipped")
        elif chance < 0.015:
            told.add(number, _spoilt(_row(random, number)[0], random), "refused")
        else:
            told.add_new(number, *_row(random, number))
    return told


def write_ledger(told, path):
    book = Workbook(write_only=True)
    sheet = book.create_sheet("台账")
    sheet.append(["2024—2026年度台账"])
    sheet.append(HEADINGS)
    for row in told.rows:
        sheet.append(row)
    book.save(path)


def _row(random, number):
    day = TODAY - timedelta(days=random.randrange(DAYS))
    kind = random.choices(("文件", "会议", "检查"), (6, 3, 1))[0]
    subject, act = random.choice(SUBJECTS), random.choice(ACTS)
    issuer = random.choice(BUREAU_NAMES)
    record = {"day": day, "issuer": f"县{issuer}局", "kind": kind}
    written = random.choice(DATE_STYLES).format(day) if random.random() < 0.7 else day
    return _OF_KIND[kind](random, number, act.format(subject), issuer, written, record)


def _document(random, number, about, issuer, written, record):
    day = record["day"]
    title = f"关于{about}的通知（第{number}号）"
    name = random.choice([*CHANNELS])
    deadline = day + timedelta(days=random.randrange(3, 40)) if random.random() < 0.4 else None
    until = f"{deadline.month}月{deadline.day}日前" if deadline else None
    told = f"清{issuer[:2]}发〔{day.year}〕{number}号"
    asked = random.choice((told, told.replace("〔", "[").replace("〕", "]"), f" {told}"))
    record |= {"title": title, "number": told, "channel": CHANNELS[name], "deadline": deadline}
    return ["文件", written, record["issuer"], asked, title, name, None, None, until, None, _remark(random)], record


def _meeting(random, number, about, issuer, written, record):
    title = f"{about}部署会议第{number}次"
    length, people = random.choice([*LENGTHS]), random.randrange(1, 9)
    record |= {"title": title, "minutes": LENGTHS[length], "people": people}
    said = random.choice((people, f"{people}人"))
    place = random.choice(("县政府三楼会议室", "镇会议室", "第二会议室"))
    manner = random.choice(("视频", "现场"))
    return ["会议", written, record["issuer"], None, title, manner, said, length, None, place, _remark(random)], record


def _inspection(random, number, about, issuer, written, record):
    title = f"{about}督查（{number}）"
    length = random.choice(("半天", "2小时", "90分钟"))
    record |= {"title": title, "minutes": LENGTHS[length]}
    place = random.choice(("红旗村", "和平村", "镇政府"))
    return ["检查", written, record["issuer"], None, title, "实地", None, length, None, place, _remark(random)], record


def _spoilt(cells, random):
    """Without a title, from nobody known, or of a day to come."""
    cells = [*cells]
    place, value = random.choice(((4, None), (2, "不存在的单位"), (1, "2099-01-05")))
    cells[place] = value
    return cells


def _remark(random):
    return random.choice(REMARKS) or None


_OF_KIND = {"文件": _document, "会议": _meeting, "检查": _inspection}
