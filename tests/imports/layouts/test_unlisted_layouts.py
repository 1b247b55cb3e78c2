"""Ledgers whose layout nobody has listed: read by what the cells hold, by labels, by lines between the rows."""

from datetime import date, time

from tests.imports.files import csv_bytes
from tests.imports.layouts.test_layouts import PAPER, Layout
from tracker.imports.layouts.contents import About, tables_of
from tracker.imports.layouts.headings import BY_CONTENT, BY_NAME, BY_WORDS
from tracker.imports.opening.files import read_file
from tracker.imports.problems import ImportFileError
from tracker.models.kinds import Kind

BUREAU = PAPER[0]
DAYS = ["3月5日", "3月6日", "3月7日"]
TITLES = ["关于做好防汛工作的通知", "关于报送春耕情况的函", "关于开展演练的通知"]


class ByContentTests(Layout):
    def evidence(self, rows, name="2026年收文.csv"):
        (table,) = tables_of(read_file(name, csv_bytes(rows)), About(name))
        return table.block.header.evidence

    def test_headings_nobody_listed_are_read_by_what_is_below_them(self):
        rows = [
            ["哪一件", "哪一回", "找咱们的"],
            *([title, day, BUREAU] for title, day in zip(TITLES, DAYS, strict=True)),
        ]
        report = self.read(rows)
        self.assertEqual([record.title for record in self.records(report)], TITLES)
        self.assertEqual(self.evidence(rows), dict.fromkeys(("title", "date", "issuer"), BY_CONTENT))

    def test_each_column_says_why_it_was_read_as_it_is(self):
        rows = [
            ["收文日期", "上级来文单位", "标题"],
            *([day, BUREAU, title] for title, day in zip(TITLES, DAYS, strict=True)),
        ]
        self.assertEqual(self.evidence(rows), {"title": BY_NAME, "date": BY_NAME, "issuer": BY_WORDS})

    def test_a_table_without_headings(self):
        rows = [[str(number), *row] for number, row in enumerate(zip(DAYS, [BUREAU] * 3, TITLES, strict=True), 1)]
        report = self.read(rows)
        self.assertEqual(self.reasons(report), ["new"] * 3)
        self.assertEqual(self.records(report)[0].day, date(2026, 3, 5))

    def test_a_heading_of_time_above_lengths_is_no_day(self):
        rows = [["日期", "会议时间", "会议名称", "召集单位"], ["3月5日", "90分钟", "防汛会", BUREAU],
                ["3月6日", "60分钟", "春耕会", BUREAU]]  # fmt: skip
        self.assertEqual([(r.day, r.minutes) for r in self.records(self.read(rows))],
                         [(date(2026, 3, 5), 90), (date(2026, 3, 6), 60)])  # fmt: skip

    def test_nothing_is_made_of_a_table_of_other_things(self):
        with self.assertRaises(ImportFileError):
            self.read([["月份", "收文数"], ["1月", "12"], ["2月", "15"]])


class SeveralRowsOfHeadingsTests(Layout):
    def test_three_rows(self):
        rows = [["序号", "检查情况", "", "", "", "迎检情况"], ["", "时间", "", "检查单位", "检查事项", "陪同"],
                ["", "日期", "天数", "", "", "人数"]]  # fmt: skip
        report = self.read([*rows, ["1", "3月5日", "2", BUREAU, "防汛检查", "3"]], "2026年迎检.csv")
        (record,) = self.records(report)
        self.assertEqual(self.reasons(report)[:3], ["header"] * 3)
        self.assertEqual((record.day, record.days, record.people), (date(2026, 3, 5), 2, 3))

    def test_a_number_in_three_columns(self):
        rows = [["收文日期", "来文单位", "文号", "", "", "标题"], ["", "", "代字", "年", "号", ""],
                ["3月5日", BUREAU, "清应急", "〔2026〕", "5号", TITLES[0]],
                ["3月6日", BUREAU, "", "", "", TITLES[1]]]  # fmt: skip
        self.assertEqual([record.numbers for record in self.records(self.read(rows))], [["清应急〔2026〕5号"], []])

    def test_a_day_in_two_columns_whose_month_holds_for_the_rows_below(self):
        rows = [["收文日期", "", "来文单位", "标题"], ["月", "日", "", ""], ["3", "5", BUREAU, TITLES[0]],
                ["", "6", BUREAU, TITLES[1]]]  # fmt: skip
        self.assertEqual([record.day for record in self.records(self.read(rows))], [date(2026, 3, 5), date(2026, 3, 6)])

    def test_headings_and_title_repeated_on_each_page(self):
        head = [["收文登记簿"], ["序号", "收文日期", "来文单位", "标题"]]
        rows = [
            *head,
            ["1", "3月5日", *PAPER],
            ["第1页  共2页"],
            ["收文登记簿（续）"],
            head[1],
            ["2", "3月6日", BUREAU, "另一通知"],
        ]
        self.assertEqual(
            self.reasons(self.read(rows)), ["title", "header", "new", "note", "title", "header_repeat", "new"]
        )


class CardTests(Layout):
    def card(self, title, day):
        return [["会议名称", title, "主办单位", BUREAU], ["会议时间", day, "带队领导", "张局长"], ["参会人数", "3人"]]

    def test_a_record_on_several_rows_stands_at_the_first(self):
        report = self.read(
            [
                ["会议登记卡"],
                *self.card("防汛会", DAYS[0]),
                [],
                *self.card("春耕会", DAYS[1]),
                [],
                ["说明：一会一卡。"],
            ],
            "2026年会议.csv",
        )
        self.assertEqual(
            [(line.row, line.reason, line.of) for line in report.lines],
            [(1, "title", None), (2, "", None), (3, "card_part", 2), (4, "card_part", 2), (6, "", None),
             (7, "card_part", 6), (8, "card_part", 6), (10, "note", None)],
        )  # fmt: skip
        self.assertEqual([(r.title, r.day, r.people) for r in self.records(report)],
                         [("防汛会", date(2026, 3, 5), 3), ("春耕会", date(2026, 3, 6), 3)])  # fmt: skip

    def test_records_on_two_rows_below_two_whole_rows_of_headings(self):
        rows = [["序号", "会议名称", "主办单位", "会议地点"], ["", "会议时间", "参会人员", "会议时长"],
                ["1", "防汛会", BUREAU, "县会展中心"], ["", "3月5日", "2人", "90分钟"], ["合计", "1次"]]  # fmt: skip
        report = self.read(rows, "2026年会议.csv")
        (record,) = self.records(report)
        self.assertEqual(self.reasons(report), ["header", "header", "new", "card_part", "total"])
        self.assertEqual((record.title, record.day, record.minutes), ("防汛会", date(2026, 3, 5), 90))

    def test_labels_and_values_in_one_cell(self):
        rows = [["会议名称：防汛会", "会议时间：3月5日9:00"], [f"主办单位：{BUREAU}", "参会人数：2人"]]
        (record,) = self.records(self.read(rows, "2026年会议.csv"))
        self.assertEqual((record.title, record.start, record.people), ("防汛会", time(9), 2))


class BetweenTheRowsTests(Layout):
    def test_lines_of_months_quarters_and_sums_in_other_words(self):
        rows = [["收文日期", "来文单位", "标题"], ["▲三月份"], ["5日", BUREAU, TITLES[0]], ["第二季度"],
                ["4月1日", BUREAU, TITLES[1]], ["共登记公文", "", "件"]]  # fmt: skip
        self.assertEqual(self.reasons(self.read(rows)), ["header", "section", "new", "section", "new", "total"])

    def test_a_line_of_a_month_holds_for_the_days_below(self):
        rows = [["日期", "来文单位", "标题"], ["三月份"], ["5日", *PAPER], ["四月份"], ["6", BUREAU, "另一通知"]]
        report = self.read(rows)
        self.assertEqual(self.reasons(report), ["header", "section", "new", "section", "new"])
        self.assertEqual([record.day for record in self.records(report)], [date(2026, 3, 5), date(2026, 4, 6)])

    def test_a_line_of_a_kind_and_one_of_an_issuer(self):
        rows = [["日期", "名称"], ["一、县应急管理局"], ["3月5日", "防汛会"], ["二、收文"], ["3月6日", "某某事项"]]
        records = self.records(self.read(rows, "2026年会议.csv"))
        self.assertEqual([(r.kind, r.issuers) for r in records],
                         [(Kind.MEETING, [self.county.bureau]), (Kind.DOCUMENT, [self.county.bureau])])  # fmt: skip

    def test_a_title_that_goes_on_in_the_next_row(self):
        rows = [["序号", "收文日期", "来文单位", "标题"], ["1", "3月5日", BUREAU, "关于做好防"],
                ["", "", "", "汛工作的通知"], ["2", "3月6日", BUREAU, "关于开展演练的通知"],
                ["合计", "", "", "2件"]]  # fmt: skip
        report = self.read(rows)
        self.assertEqual(self.reasons(report), ["header", "new", "continuation", "new", "total"])
        self.assertEqual((self.records(report)[0].title, report.lines[2].of), ("关于做好防汛工作的通知", 2))

    def test_void_in_a_column_that_is_not_read(self):
        rows = [["收文日期", "来文单位", "标题", "传阅情况"], ["3月5日", *PAPER, "作废"], ["3月6日", *PAPER, "已阅"]]
        self.assertEqual(self.reasons(self.read(rows)), ["header", "void", "new"])

    def test_a_total_at_the_end_and_one_of_a_part(self):
        head, paper = ["序号", "收文日期", "来文单位", "标题"], ["1", "3月5日", *PAPER]
        self.assertEqual(self.reasons(self.read([head, paper, ["本季度合计", "", "", "1件"]]))[-1], "total")
        both = self.read([head, paper, ["三月份合计", "", "", "1件"], ["2", "4月5日", BUREAU, "另一通知"], ["共2件"]])
        self.assertEqual(self.reasons(both), ["header", "new", "subtotal", "new", "total"])

    def test_two_tables_side_by_side_of_two_kinds(self):
        rows = [["一、收文", "", "", "", "", "二、参会"],
                ["序号", "收文日期", "来文单位", "标题", "", "序号", "会议日期", "会议名称", "召集单位"],
                ["1", "3月5日", *PAPER, "", "1", "3月6日", "防汛会", BUREAU]]  # fmt: skip
        report = self.read(rows, "2026年文会.csv")
        self.assertEqual([(line.row, line.side, line.reason) for line in report.lines],
                         [(1, "left", "section"), (2, "left", "header"), (3, "left", ""),
                          (1, "right", "section"), (2, "right", "header"), (3, "right", "")])  # fmt: skip
        self.assertEqual([record.kind for record in self.records(report)], [Kind.DOCUMENT, Kind.MEETING])


class UnnumberedRowsTests(Layout):
    """A column of numbers that nobody fills, as in a blank ledger."""

    def test_a_row_without_a_day_is_refused_and_spoils_no_other(self):
        days = ["3月5日", "", "3月6日"]
        rows = [
            ["序号", "收文日期", "来文单位", "标题"],
            *(["", d, BUREAU, t] for d, t in zip(days, TITLES, strict=True)),
        ]
        report = self.read(rows)
        self.assertEqual(report.counts()["refused"], 1)
        self.assertEqual([record.title for record in self.records(report)], TITLES)


class TwoRowRecordTests(Layout):
    HEADINGS = (
        ["收文号", "收文日期", "来文机关", "文件标题", "密级"],
        ["", "来文字号", "份数", "办理情况", "收文方式"],
    )

    def test_one_that_lost_its_lower_row_does_not_shift_those_below(self):
        rows = [*self.HEADINGS, ["1", "3月5日", BUREAU, TITLES[0], ""], ["2", "3月6日", BUREAU, TITLES[1], ""],
                ["", "应急〔2026〕2号", "1", "已办", "OA"]]  # fmt: skip
        found = [(r.title, r.numbers) for r in self.records(self.read(rows))]
        self.assertEqual(found, [(TITLES[0], []), (TITLES[1], ["应急〔2026〕2号"])])

    def test_a_mark_on_either_row_refuses_both(self):
        for upper, lower in (("秘密", ""), ("", "机密")):
            rows = [*self.HEADINGS, ["1", "3月5日", BUREAU, TITLES[0], upper], ["", "", "1", "已办", lower],
                    ["2", "3月6日", BUREAU, TITLES[1], ""], ["", "", "1", "已办", "OA"]]  # fmt: skip
            report = self.read(rows)
            self.assertEqual(self.reasons(report)[2:], ["classified", "classified", "new", "card_part"])
            self.assertEqual([record.title for record in self.records(report)], [TITLES[1]])


class MonthAndDayTests(Layout):
    def test_month_and_day_below_a_year(self):
        rows = [["2025年", "", "来文单位", "标题"], ["月", "日", "", ""],
                ["3", "5", BUREAU, TITLES[0]], ["", "6", BUREAU, TITLES[1]]]  # fmt: skip
        report = self.read(rows, "收文.csv")
        self.assertEqual([record.day for record in self.records(report)], [date(2025, 3, 5), date(2025, 3, 6)])

    def test_units_in_the_cells_are_not_doubled(self):
        rows = [["月份", "日", "来文单位", "标题"], ["3月", "5日", BUREAU, TITLES[0]]]
        self.assertEqual([record.day for record in self.records(self.read(rows))], [date(2026, 3, 5)])

    def test_days_are_of_the_month_in_the_column_of_months(self):
        rows = [["月份", "检查日期", "检查单位", "检查事项"], ["3月", "22日", BUREAU, "防汛检查"],
                ["", "23日—24日", BUREAU, "防火检查"], ["四月", "2日", BUREAU, "防溺水检查"],
                ["跨月", "3日", BUREAU, "禁毒检查"]]  # fmt: skip
        report = self.read(rows, "2026年迎检.csv")
        found = [(record.day, record.last_day) for record in self.records(report)]
        self.assertEqual(found, [(date(2026, 3, 22), None), (date(2026, 3, 23), date(2026, 3, 24)),
                                 (date(2026, 4, 2), None), (None, None)])  # fmt: skip
        self.assertEqual(self.reasons(report)[-1], "error")


class TwoFieldsInOneColumnTests(Layout):
    def said(self, heading, cell):
        other = "来文单位" if "标题" in heading and "单位" not in heading else "标题"
        beside = BUREAU if other == "来文单位" else TITLES[0]
        rows = [["收文日期", heading, other], ["3月5日", cell, beside]]
        (record,) = self.records(self.read(rows))
        return record.title, record.issuer_text, record.numbers

    def test_issuer_and_number(self):
        number = "应急〔2026〕2号"
        for cell in (f"{BUREAU}\n{number}", f"{BUREAU} 应急（2026）2号", f"{BUREAU}（{number}）", f"{BUREAU}{number}",
                     f"{BUREAU}/{number}", f"{number}，{BUREAU}"):  # fmt: skip
            for heading in ("来文单位及文号", "发文机关（文号）", "文号、来文单位"):
                self.assertEqual(self.said(heading, cell), (TITLES[0], BUREAU, [number]), (heading, cell))

    def test_an_issuer_without_number(self):
        for cell in (BUREAU, f"{BUREAU}（无文号）", f"{BUREAU}/便函"):
            self.assertEqual(self.said("来文单位及文号", cell), (TITLES[0], BUREAU, []), cell)

    def test_title_and_number(self):
        for cell in (f"{TITLES[1]}（应急〔2026〕2号）", f"应急〔2026〕2号{TITLES[1]}"):
            self.assertEqual(self.said("标题及文号", cell), (TITLES[1], BUREAU, ["应急〔2026〕2号"]), cell)

    def test_the_number_of_another_paper_stays_within_the_title(self):
        title = "关于转发应急〔2026〕2号文的通知"
        self.assertEqual(self.said("标题及文号", title), (title, BUREAU, []))

    def test_title_and_who_convenes(self):
        for cell in (f"防汛会（{BUREAU}）", f"防汛会\n{BUREAU}", f"{BUREAU}：防汛会"):
            rows = [["会议日期", "会议名称（召集单位）", "参会人数"], ["3月5日", cell, "2人"]]
            (record,) = self.records(self.read(rows, "2026年会议.csv"))
            self.assertEqual((record.title, record.issuer_text), ("防汛会", BUREAU), cell)

    def test_brackets_that_name_nobody_stay_with_the_title_and_the_row_is_refused(self):
        rows = [["会议日期", "会议名称（召集单位）", "参会人数"], ["3月5日", "防汛会（第二次）", "2人"]]
        report = self.read(rows, "2026年会议.csv")
        self.assertEqual(self.reasons(report), ["header", "error"])
        self.assertEqual(self.records(report)[0].title, "防汛会（第二次）")

    def test_a_column_of_its_own_goes_before(self):
        rows = [["收文日期", "来文单位", "标题（来文单位）"], ["3月5日", BUREAU, f"{TITLES[0]}（县水利局）"]]
        (record,) = self.records(self.read(rows))
        self.assertEqual((record.title, record.issuer_text), (f"{TITLES[0]}（县水利局）", BUREAU))


class WordsOfHeadingsTests(Layout):
    def test_a_tick_below_unplanned_is_unplanned(self):
        rows = [["检查时间", "检查单位", "检查事项", "计划外打√"], ["3月5日", BUREAU, "防汛检查", "√"]]
        (record,) = self.records(self.read(rows, "2026年迎检.csv"))
        self.assertEqual(record.others["plan_status"], "unplanned")

    def test_who_presides_is_the_issuer_where_it_is_a_body(self):
        rows = [["主持召开单位", "会议时间", "会议名称", "主持人"], [BUREAU, "3月5日", "防汛会", "张局长"]]
        (record,) = self.records(self.read(rows, "2026年会议.csv"))
        self.assertEqual(record.issuer_text, BUREAU)

    def test_a_person_beside_the_issuer_where_the_heading_speaks_of_one(self):
        for heading, outcome in (("检查单位（带队领导）", "new"), ("检查单位", "error")):
            rows = [["检查时间", heading, "检查事项"], ["3月5日", f"{BUREAU}（王强）", "防汛检查"]]
            self.assertEqual(self.reasons(self.read(rows, "2026年迎检.csv"))[-1], outcome)

    def test_another_column_of_bodies_goes_before_a_second_field_that_only_words_tell(self):
        rows = [["收文日期", "事由（来源）", "上级下发部门"], ["3月5日", TITLES[0], BUREAU]]
        self.assertEqual([record.issuer_text for record in self.records(self.read(rows))], [BUREAU])
