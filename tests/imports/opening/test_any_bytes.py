"""Whatever is uploaded under whatever name, only one sentence leaves the room, and never an error of its own."""

import io
import zipfile

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.county import County
from tests.imports.files import SHEET_PART, xlsx_bytes
from tests.imports.opening.test_calendars import calendar
from tracker.imports.ledgers import LedgerFile, import_ledger
from tracker.imports.problems import ImportFileError

FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SUFFIXES = st.sampled_from([".xlsx", ".csv", ".ics", ".XLSX", ".xls", ""])
LEDGER = [
    ["会议台账"],
    ["会议名称", "召开日期", "主办单位", "时长", "参会人数"],
    ["防汛会商会", "2026-03-05", "县应急管理局", "90分钟", 3],
    ["森林防火会", "2026年3月6日", "县应急管理局", "半天", "约4人"],
]
BOOK = xlsx_bytes(LEDGER)
EVENT = calendar(
    "SUMMARY:会\nDTSTART;TZID=Asia/Shanghai:20260305T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=4\n"
    "EXDATE:20260312T090000\nORGANIZER;CN=县应急管理局:mailto:a@b.cn"
)
PARTS = st.sampled_from([
    "[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", SHEET_PART, "xl/styles.xml",
    "xl/sharedStrings.xml", "../up", "a/", "名称.xml",
])  # fmt: skip


def zipped(members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as container:
        for name, content in members.items():
            container.writestr(name, content)
    return stream.getvalue()


def members_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        return {name: container.read(name) for name in container.namelist()}


def mutated(data, changes):
    """Some bytes set to others; the places wrap around."""
    whole = bytearray(data)
    for place, byte in changes:
        whole[place % len(whole)] = byte
    return bytes(whole)


CHANGES = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=8)


class AnyBytesTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.town = County().town

    def read(self, name, data):
        """Counts that add up, or one sentence."""
        try:
            counts = import_ledger(LedgerFile(name, data), self.town, dry_run=True).counts()
        except ImportFileError as error:
            self.assertTrue(str(error).endswith("。"), str(error))
            self.assertNotIn("\n", str(error))
        else:
            self.assertEqual(counts.pop("read"), sum(counts.values()))

    @FEW
    @given(st.binary(max_size=2_000), SUFFIXES)
    def test_any_bytes_under_any_name(self, data, suffix):
        self.read(f"台账{suffix}", data)

    @FEW
    @given(st.dictionaries(PARTS, st.binary(max_size=300) | st.text(max_size=200).map(str.encode)))
    def test_any_container(self, members):
        self.read("台账.xlsx", zipped(members))

    @FEW
    @given(PARTS, st.binary(max_size=300) | st.just(b"<a/>"))
    def test_a_workbook_with_one_part_exchanged(self, name, content):
        self.read("台账.xlsx", zipped(members_of(BOOK) | {name: content}))

    @FEW
    @given(st.sampled_from(sorted(members_of(BOOK))), CHANGES)
    def test_a_workbook_with_some_bytes_of_a_part_changed(self, name, changes):
        members = members_of(BOOK)
        self.read("台账.xlsx", zipped(members | {name: mutated(members[name], changes)}))

    @FEW
    @given(CHANGES)
    def test_a_workbook_with_some_bytes_of_the_file_changed(self, changes):
        self.read("台账.xlsx", mutated(BOOK, changes))

    @FEW
    @given(st.integers(0, len(BOOK)))
    def test_a_workbook_that_was_cut_off(self, length):
        self.read("台账.xlsx", BOOK[:length])

    @FEW
    @given(CHANGES)
    def test_a_calendar_with_some_bytes_changed(self, changes):
        self.read("日历.ics", mutated(EVENT, changes))

    @FEW
    @given(
        st.lists(st.lists(st.text(max_size=20) | st.sampled_from(LEDGER[1] + LEDGER[2][:4]), max_size=7), max_size=9)
    )
    def test_any_cells_as_text(self, rows):
        text = "\n".join(",".join(cell.replace("\n", " ") for cell in row) for row in rows)
        self.read("台账.csv", text.encode("utf-8", "replace"))
