from datetime import date, time

from django.test import SimpleTestCase, TestCase

from tests.county import County
from tracker.imports.ledgers import LedgerFile, import_ledger
from tracker.imports.opening.calendars import read_calendar
from tracker.imports.problems import ImportFileError

TODAY = date(2026, 11, 22)


def calendar(*events):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//zh"]
    for number, event in enumerate(events):
        lines += ["BEGIN:VEVENT", f"UID:{number}@test", *event.strip().splitlines(), "END:VEVENT"]
    return "\r\n".join([line.strip() for line in lines] + ["END:VCALENDAR", ""]).encode()


def rows(data):
    """What stands below the headings, by heading; notes are left out."""
    (sheet,) = read_calendar(data, TODAY)
    heads, *others = sheet.rows
    return [dict(zip(heads, row, strict=True)) for row in others if len(row) == len(heads)]


def notes(data):
    return [row[0] for row in read_calendar(data, TODAY)[0].rows if len(row) == 1]


def days(data):
    return [row["日期"] for row in rows(data)]


class EventTests(SimpleTestCase):
    def only(self, event):
        (row,) = rows(calendar(event))
        return row

    def test_what_an_event_tells(self):
        row = self.only("""SUMMARY:防汛会商会
            DTSTART:20260305T010000Z
            DTEND:20260305T023000Z
            ORGANIZER;CN=县应急管理局:mailto:yj@example.cn
            LOCATION:三楼会议室""")
        told = (row["会议名称"], row["日期"], row["开始时间"], row["时长"], row["主办单位"], row["地点"])
        self.assertEqual(told, ("防汛会商会", date(2026, 3, 5), time(9), "90分钟", "县应急管理局", "三楼会议室"))

    def test_another_time_zone_becomes_that_of_beijing(self):
        row = self.only("SUMMARY:x\nDTSTART;TZID=America/New_York:20260305T200000\nDURATION:PT1H")
        self.assertEqual((row["日期"], row["开始时间"], row["时长"]), (date(2026, 3, 6), time(9), "60分钟"))

    def test_a_time_without_a_zone_is_meant_as_it_stands(self):
        self.assertEqual(self.only("SUMMARY:x\nDTSTART:20260305T090000")["开始时间"], time(9))

    def test_a_whole_day_has_no_hours(self):
        row = self.only("SUMMARY:x\nDTSTART;VALUE=DATE:20260305\nDTEND;VALUE=DATE:20260306")
        self.assertEqual((row["日期"], row["开始时间"], row["时长"]), (date(2026, 3, 5), None, None))

    def test_an_address_is_no_organiser(self):
        row = self.only("SUMMARY:x\nDTSTART:20260305T090000\nORGANIZER:mailto:yj@example.cn")
        self.assertIsNone(row["主办单位"])

    def test_what_is_still_to_come_is_not_listed_but_told(self):
        data = calendar("SUMMARY:x\nDTSTART:20261123T090000", "SUMMARY:y\nDTSTART:20261122T090000")
        self.assertEqual(days(data), [TODAY])
        self.assertEqual(notes(data), ["说明：有 1 次在今天以后，没有列出；台账只登记已经发生的事项。"])


class SeriesTests(SimpleTestCase):
    weekly = "SUMMARY:周例会\nDTSTART:20261102T090000\nDTEND:20261102T100000\n"

    def test_up_to_today(self):
        data = calendar(self.weekly + "RRULE:FREQ=WEEKLY")
        self.assertEqual([day.day for day in days(data)], [2, 9, 16])
        self.assertIn("没有结束日期", notes(data)[0])

    def test_not_further_back_than_400_days(self):
        data = calendar("SUMMARY:月例会\nDTSTART:20250101T090000\nRRULE:FREQ=MONTHLY;COUNT=24")
        self.assertEqual((days(data)[0], days(data)[-1]), (date(2025, 11, 1), date(2026, 11, 1)))
        self.assertEqual([note for note in notes(data) if "早于" in note], [
            "说明：例行会议中有 10 次早于 400 天前，没有列出。",
        ])  # fmt: skip

    def test_until_a_day_and_until_a_moment(self):
        for until in ("20261109", "20261109T010000Z"):
            data = calendar(
                self.weekly.replace("20261102T090000", "20261102T010000Z") + f"RRULE:FREQ=WEEKLY;UNTIL={until}"
            )
            self.assertEqual([day.day for day in days(data)], [2, 9])

    def test_days_that_were_taken_out(self):
        data = calendar(self.weekly + "RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE:20261109T090000")
        self.assertEqual([day.day for day in days(data)], [2, 16])

    def test_an_occurrence_that_was_moved(self):
        moved = "UID:0@test\nSUMMARY:周例会（改期）\nRECURRENCE-ID:20261109T090000\nDTSTART:20261110T140000"
        data = calendar(self.weekly + "RRULE:FREQ=WEEKLY;COUNT=3", "").replace(b"UID:1@test", moved.encode())
        self.assertEqual([day.day for day in days(data)], [2, 10, 16])

    def test_nine_o_clock_stays_nine_o_clock_when_clocks_change(self):
        data = calendar("SUMMARY:x\nDTSTART;TZID=Europe/Berlin:20261018T090000\nRRULE:FREQ=WEEKLY;COUNT=3")
        self.assertEqual([row["开始时间"].hour for row in rows(data)], [15, 16, 16])

    def test_what_repeats_all_day_long_is_listed_once(self):
        data = calendar("SUMMARY:x\nDTSTART:20260101T090000\nRRULE:FREQ=SECONDLY")
        self.assertEqual((len(days(data)), "只列第一次" in notes(data)[0]), (1, True))

    def test_a_series_without_measure_is_refused(self):
        seconds = ",".join(map(str, range(60)))
        endless = f"SUMMARY:x\nDTSTART:19000101T000000\nRRULE:FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=1,2;BYSECOND={seconds}"
        with self.assertRaises(ImportFileError):
            read_calendar(calendar(endless), TODAY)


class SecretTests(SimpleTestCase):
    def test_nothing_of_an_event_that_is_not_public_comes_through(self):
        for mark in ("CLASS:CONFIDENTIAL", "DESCRIPTION:（秘密）不得外传"):
            data = calendar(f"SUMMARY:绝不外传\nDTSTART:20260305T090000\n{mark}")
            (sheet,) = read_calendar(data, TODAY)
            self.assertEqual((sheet.rows[1:], sheet.classified), ([[]], {1}))


class BrokenTests(SimpleTestCase):
    def test_one_sentence(self):
        for data in (b"\x00\xff", b"BEGIN:VEVENT", "会议".encode(), calendar("X")[:-30]):
            with self.subTest(data=data[:20]), self.assertRaises(ImportFileError):
                read_calendar(data, TODAY)


class LedgerTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()

    def report(self, *events):
        return import_ledger(LedgerFile("会议.ics", calendar(*events)), self.county.town)

    def test_a_calendar_fills_the_ledger_and_a_second_time_adds_nothing(self):
        event = "SUMMARY:防汛会商会\nDTSTART:20260305T090000\nDURATION:PT1H\nORGANIZER;CN=县应急管理局:mailto:a@b.cn"
        self.assertEqual(self.report(event).counts()["new"], 1)
        self.assertEqual(self.report(event).counts()["unchanged"], 1)

    def test_without_an_organiser_the_row_asks_for_the_issuer(self):
        report = self.report("SUMMARY:防汛会商会\nDTSTART:20260305T090000")
        self.assertEqual(report.counts()["refused"], 1)
        self.assertIn("没有来文单位", report.errors[0].message)

    def test_a_cancelled_event_is_skipped_with_its_reason(self):
        event = "SUMMARY:x会\nDTSTART:20260305T090000\nSTATUS:CANCELLED\nORGANIZER;CN=县应急管理局:mailto:a@b.cn"
        self.assertEqual(self.report(event).counts()["skipped"], 1)

    def test_what_is_not_public_is_refused_like_what_is_classified(self):
        report = self.report("SUMMARY:x会\nDTSTART:20260305T090000\nCLASS:CONFIDENTIAL")
        self.assertEqual((report.counts()["refused"], report.errors[0].value), (1, None))
