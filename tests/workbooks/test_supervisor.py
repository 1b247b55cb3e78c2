from datetime import date, datetime, time
from io import BytesIO

from django.test import TestCase
from django.utils import translation
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from python_calamine import CalamineWorkbook

from tests.county import log, make_user
from tests.views.figures import AS_OF, county_with_a_year, halve_meetings, midsummer
from tests.workbooks.sheets import made_for, printed_columns, reopened, row_named, shown, values
from tracker.charts.cards import figure_cards
from tracker.figures import percent_text, person_hours
from tracker.models.baselines import Count, Side
from tracker.models.kinds import Kind
from tracker.models.posts import Post
from tracker.queries.items import ItemFilter, items
from tracker.queries.overview import overview
from tracker.workbooks.cells import standing_text
from tracker.workbooks.export import export

SHEETS = [
    "封面", "总览", "各单位", "年末预计", "目标", "状态依据", "月度", "工作时间", "来文单位",
    "来源", "渠道", "增减原因", "分布",
    "会议台账", "发文台账", "督检考台账", "口径说明", "核对",
]  # fmt: skip
LEDGERS = {Kind.MEETING: "会议台账", Kind.DOCUMENT: "发文台账", Kind.INSPECTION: "督检考台账"}
FORMULA = "=SUM(1,2)关于开会"


class Exported(TestCase):
    """One export, opened anew for every test."""

    @classmethod
    @midsummer
    def setUpTestData(cls):
        cls.county = county_with_a_year()
        halve_meetings(cls.county.county, responsible="县委办公室主任")
        halve_meetings(cls.county.bureau, side=Side.SENT)
        log(Kind.MEETING, cls.county.bureau, date(2026, 6, 3), [cls.county.town], title=FORMULA, starts_at=time(9, 30))
        cls.supervisor = make_user(Post.Role.SUPERVISOR, cls.county.county)
        cls.figures = overview(cls.county.county, 2026, AS_OF)
        workbook, cls.name = export(cls.supervisor, cls.county.county, 2026, AS_OF, "清河县 吕立新")
        cls.file, _opened = reopened(workbook)

    def setUp(self):
        self.workbook = load_workbook(BytesIO(self.file), data_only=True)


class SupervisorWorkbook(Exported):
    def test_holds_a_sheet_for_each_question(self):
        self.assertEqual(self.workbook.sheetnames, SHEETS)

    def test_is_named_in_chinese_by_area_and_period(self):
        self.assertEqual(self.name, "清河县减负台账（2026年1月1日至6月30日）.xlsx")

    def test_another_reader_finds_the_same_sheets_and_values(self):
        other = CalamineWorkbook.from_filelike(BytesIO(self.file))
        self.assertEqual(other.sheet_names, SHEETS)
        rows = other.get_sheet_by_name("会议台账").to_python(skip_empty_area=False)
        self.assertIn(FORMULA, [cell for row in rows for cell in row])

    def test_holds_no_error_and_no_outside_link(self):
        cells = [cell for sheet in self.workbook for row in sheet.iter_rows() for cell in row]
        self.assertEqual([cell.coordinate for cell in cells if cell.data_type in {"f", "e"}], [])
        self.assertEqual([cell.hyperlink.target for cell in cells if cell.hyperlink and cell.hyperlink.target], [])

    def test_text_that_looks_like_a_formula_stays_text_when_edited(self):
        cell = next(cell for row in self.workbook["会议台账"].iter_rows() for cell in row if cell.value == FORMULA)
        self.assertEqual((cell.data_type, cell.quotePrefix), ("s", True))

    def test_cover_says_what_it_rests_on_and_links_every_sheet(self):
        cover = self.workbook["封面"]
        told = " ".join(str(cell) for row in values(cover, 1) for cell in row if cell)
        for words in ("清河县", "统计口径（2026版）", "清河县 吕立新", "有的类别没有设目标：", "▲ 超额", "? 不能判定"):
            self.assertIn(words, told)
        links = [cell.hyperlink.location for row in cover.iter_rows() for cell in row if cell.hyperlink]
        self.assertEqual(links, [f"'{name}'!A1" for name in SHEETS[1:]])

    def test_cover_names_offices_that_went_silent(self):
        told = made_for(self.supervisor, self.county.county, 2026, date(2026, 3, 31))["封面"]
        words = " ".join(str(cell) for row in values(told, 1) for cell in row if cell)
        self.assertIn("近期没有登记：新桥镇、柳林镇。", words)
        self.assertIn("有的月份没有登记，也没有报“本期无”：新桥镇、柳林镇。", words)

    def test_summary_equals_the_cards_against_their_targets(self):
        sheet = self.workbook["总览"]
        for card in self.figures.cards:
            row = row_named(sheet, str(Kind(card.kind).label))
            with self.subTest(card.kind):
                self.assertEqual(row[2], card.baseline.number if card.baseline else "—")
                self.assertEqual(row[4], "—" if card.ceiling is None else card.ceiling)
                self.assertEqual(row[5], card.counted)
                self.assertEqual(row[8], "—" if card.remaining is None else card.remaining)
                self.assertEqual(row[9], standing_text(card.judgement))

    def test_summary_has_a_row_for_a_promise_about_the_full_count(self):
        halve_meetings(self.county.county, count=Count.FULL)
        sheet = made_for(self.supervisor, self.county.county)["总览"]
        self.assertEqual(row_named(sheet, "会议（全口径）")[4:6], [12, 8])

    def test_summary_says_target_reason_and_who_answers(self):
        row = row_named(self.workbook["总览"], "会议")
        self.assertEqual((row[1], row[3], row[11]), (2025, "较2025年压减50%", "县委办公室主任"))
        self.assertTrue(row[10])

    def test_percentages_show_what_the_pages_show(self):
        sheet, meetings = self.workbook["总览"], self.figures.cards[0]
        first, second = [cells for cells in sheet.iter_rows(max_col=12) if cells[0].value == "会议"]
        self.assertEqual(shown(first[6]), percent_text(meetings.used))
        self.assertEqual(shown(first[7]), percent_text(meetings.season))
        self.assertEqual(shown(second[5]), percent_text(meetings.official_change, signed=True))
        self.assertEqual(shown(second[6]), percent_text(meetings.full_change, signed=True))

    def test_both_counts_and_the_hours_stand_below(self):
        rows = [row for row in values(self.workbook["总览"], 1) if row[0] in {"会议", "发文", "督检考"}][3:]
        for row, card in zip(rows, self.figures.cards, strict=True):
            self.assertEqual(row[3:5], [card.landed.official, card.landed.full])
            self.assertEqual(row[7], float(person_hours(card.landed.full_minutes)))
        self.assertEqual(row_named(self.workbook["总览"], "合计")[7], float(person_hours(self.figures.minutes)))

    def test_offices_equal_the_matrix_in_official_order(self):
        sheet = self.workbook["各单位"]
        judged = [row[0].row for row in sheet.iter_rows(min_row=5) if not sheet.row_dimensions[row[0].row].outlineLevel]
        rows = [values(sheet, number, number)[0] for number in judged]
        self.assertEqual([row[0] for row in rows][:3], ["清河县", "新桥镇", "柳林镇"])
        for row, office in zip(rows[1:], self.figures.offices, strict=False):
            expected = []
            for cell in self.figures.matrix_row(office):
                ceiling = "—" if cell.ceiling is None else cell.ceiling
                expected += [cell.landed.official, ceiling, cell.landed.full, standing_text(cell.judgement)]
            self.assertEqual(row[1:13], expected)
            self.assertEqual(row[13], float(person_hours(self.figures.minutes_of(office))))

    def test_forecasts_and_what_is_left_equal_those_of_the_pages(self):
        rows = values(self.workbook["年末预计"], 5)
        cards = figure_cards(self.figures)
        self.assertTrue(any(card.row.forecast for card in cards))
        self.assertGreaterEqual(len(rows), len(cards))
        for row, card in zip(rows, cards, strict=False):
            told, left = card.row.forecast, card.row.allowance
            self.assertEqual(row[4:7], [told.median, told.low, told.high] if told else ["—"] * 3)
            self.assertEqual(row[7], card.chance or ("已越线" if card.row.remaining == 0 else "—"))
            self.assertEqual(row[8:10], [left.month, left.year] if left else ["—"] * 2)

    def test_months_equal_the_year_of_months(self):
        rows = values(self.workbook["月度"], 5, 16)
        for place, year in enumerate(self.figures.months.values()):
            got = [row[1 + place * 6 : 3 + place * 6] for row in rows]
            expected = [[m.landed.official, m.landed.full] if m.landed else ["—", "—"] for m in year.rows]
            self.assertEqual(got, expected)

    def test_months_run_up_beside_the_base_year_and_the_ceiling(self):
        rows = values(self.workbook["月度"], 5, 16)
        self.assertEqual([row[4] for row in rows], [*self.figures.months["meeting"].running_official(), *["—"] * 6])
        self.assertEqual([row[5] for row in rows], self.figures.months["meeting"].running_baseline())
        self.assertEqual({row[6] for row in rows}, {self.figures.cards[0].ceiling})

    def test_issuers_equal_the_query_and_keep_its_order(self):
        rows = values(self.workbook["来文单位"], 5)
        for row, issuer in zip(rows, self.figures.issuers, strict=False):
            self.assertEqual(row[1], issuer.issuer.name)
            self.assertEqual(row[2:5], [issuer.of(kind).official for kind in Kind.values])
            self.assertEqual(row[5:8], [issuer.of(kind).full for kind in Kind.values])
            self.assertEqual(row[8], float(person_hours(issuer.minutes)))

    def test_an_issuer_shows_its_quota_and_a_dash_where_nothing_binds_it(self):
        row = row_named(self.workbook["来文单位"], "县应急管理局", column=2)
        self.assertEqual(row[13], standing_text(self.figures.issuers[0].quotas["meeting"].judgement))
        self.assertEqual(row[14:16], ["—", "—"])

    def test_ledgers_hold_the_items_of_the_list_in_its_order(self):
        span = self.figures.span
        for kind, name in LEDGERS.items():
            wanted = ItemFilter(self.county.county, kind=kind, first=span.first, last=span.last)
            listed = [(item.day, item.title, item.landings) for item in items(self.supervisor, wanted)]
            rows = values(self.workbook[name], 5)
            got = [(row[1].date(), row[4], row[-4]) for row in rows]
            with self.subTest(name):
                self.assertEqual(got, listed)

    def test_ledger_totals_are_the_dashboard_s(self):
        for card in self.figures.cards:
            sheet = self.workbook[LEDGERS[card.kind]]
            totals = values(sheet, 3, 3)[0]
            self.assertEqual(totals[1], f"{card.landed.full_items}条")
            self.assertEqual(totals[-4], card.landed.full_landings)
            self.assertEqual(totals[-1], f"计入{card.landed.official}")

    def test_days_and_times_are_typed(self):
        row = next(row for row in self.workbook["会议台账"].iter_rows(min_row=5) if row[4].value == FORMULA)
        self.assertEqual((row[1].value, row[1].number_format), (datetime(2026, 6, 3), "yyyy-mm-dd"))
        self.assertEqual(row[2].value, time(9, 30))

    def test_counting_rules_stand_in_order_with_every_norm_and_its_source(self):
        cells = [cell for row in values(self.workbook["口径说明"], 1) for cell in row]
        for words in (
            "法定会议，不占限额",
            "列入年度计划",
            "多少天无登记视为资料中断",
            "本系统默认：月度登记加半月宽限",
        ):
            self.assertIn(words, cells)


class PrintedWorkbook(Exported):
    def test_every_sheet_fits_the_width_of_a_landscape_page(self):
        for sheet in self.workbook:
            with self.subTest(sheet.title):
                self.assertEqual((sheet.page_setup.orientation, sheet.page_setup.paperSize), ("landscape", 9))
                self.assertTrue(sheet.sheet_properties.pageSetUpPr.fitToPage)
                self.assertEqual(sheet.page_setup.fitToWidth, 1)
                self.assertIn("&P", sheet.oddFooter.center.text)
                self.assertFalse(sheet.sheet_view.showGridLines)
                self.assertTrue(sheet.print_area)

    def test_every_row_of_text_has_a_height(self):
        for sheet in self.workbook:
            bare = [row[0].row for row in sheet.iter_rows() if any(cell.value is not None for cell in row)
                    and not sheet.row_dimensions[row[0].row].height]  # fmt: skip
            self.assertEqual(bare, [], sheet.title)

    def test_ledgers_freeze_filter_and_repeat_their_head(self):
        for name in LEDGERS.values():
            sheet = self.workbook[name]
            self.assertEqual((sheet.freeze_panes, sheet.print_title_rows), ("F5", "$4:$4"))
            self.assertTrue(sheet.auto_filter.ref.startswith("A4:"))

    def test_printed_letters_stay_readable(self):
        """10 pt letters on 170 units of columns print at 6.5 pt at least."""
        for sheet in self.workbook:
            last = printed_columns(sheet)
            self.assertLessEqual(
                sum(sheet.column_dimensions[chr(64 + number)].width for number in range(1, last + 1)), 171
            )

    def test_a_standing_shows_symbol_word_and_colour(self):
        cell = next(cell for row in self.workbook["总览"].iter_rows() for cell in row if cell.value == "? 不能判定")
        self.assertEqual(cell.fill.fgColor.rgb[-6:], "D9D9D9")

    def test_items_outside_the_official_count_stand_on_grey(self):
        rows = list(self.workbook["会议台账"].iter_rows(min_row=5, max_col=printed_columns(self.workbook["会议台账"])))
        grounds = {row[-2].value: row[-2].fill.fgColor.rgb[-6:] for row in rows}
        self.assertEqual(grounds["否"], "EFEFEF")
        self.assertNotEqual(grounds["是"], "EFEFEF")


class Charts(Exported):
    def charts(self, name):
        return self.workbook[name]._charts

    def test_stand_on_three_sheets(self):
        self.assertEqual([len(self.charts(name)) for name in ("总览", "月度", "来文单位")], [1, 3, 1])

    def test_show_both_axes(self):
        axes = [axis for name in SHEETS for chart in self.charts(name) for axis in (chart.x_axis, chart.y_axis)]
        self.assertEqual({axis.delete for axis in axes}, {False})

    def test_carry_their_values_for_viewers_that_do_not_calculate(self):
        series = self.charts("月度")[0].series[0]
        stored = [point.v for point in series.val.numRef.numCache.pt]
        self.assertEqual(stored, [0, 0, 5, 5, 5, 6])
        self.assertEqual(series.cat.strRef.strCache.pt[0].v, "1月")

    def test_draw_this_year_only_as_far_as_it_has_come(self):
        lines = self.charts("月度")[0].series
        self.assertEqual([line.val.numRef.numCache.ptCount for line in lines], [6, 12, 12])

    def test_name_an_east_asian_font(self):
        letters = self.charts("来文单位")[0].x_axis.txPr.p[0].pPr.defRPr
        self.assertEqual(letters.ea.typeface, "宋体")

    def test_lie_within_the_printed_area(self):
        for name in ("总览", "月度", "来文单位"):
            last = range_boundaries(self.workbook[name].print_area.split("!")[-1].replace("$", ""))[3]
            for chart in self.charts(name):
                self.assertLessEqual(chart.anchor.to.row, last)


class LanguageAndScope(TestCase):
    @classmethod
    @midsummer
    def setUpTestData(cls):
        cls.county = county_with_a_year()
        cls.supervisor = make_user(Post.Role.SUPERVISOR, cls.county.county)

    def test_follows_the_language_of_the_reader(self):
        with translation.override("en"):
            workbook = made_for(self.supervisor, self.county.county)
        cells = [cell for row in values(workbook.worksheets[-2], 1) for cell in row]
        self.assertIn("On the annual plan", cells)
        self.assertTrue(all(len(name) <= 31 for name in workbook.sheetnames))
        self.assertEqual(len(workbook.sheetnames), len(SHEETS))

    def test_an_area_without_any_record_still_makes_a_workbook(self):
        reader = make_user(Post.Role.SUPERVISOR, self.county.neighbour)
        workbook = made_for(reader, self.county.neighbour)
        self.assertEqual(workbook["会议台账"].max_row, 4)

    def test_among_the_regions_of_a_city_only_the_city_is_a_total(self):
        workbook = made_for(make_user(Post.Role.SUPERVISOR, self.county.city), self.county.city)
        rows = workbook["年末预计"].iter_rows(min_row=5, max_col=1)
        self.assertEqual({cell.value for [cell] in rows if cell.style.endswith(" total")}, {"临江市"})

    def test_a_town_s_workbook_knows_nothing_of_other_towns(self):
        head = make_user(Post.Role.HEAD, self.county.other_town)
        workbook = made_for(head, self.county.other_town)
        told = {cell for sheet in workbook for row in values(sheet, 1) for cell in row}
        self.assertNotIn("新桥镇", told)
        self.assertEqual(len(values(workbook["会议台账"], 5)), 2)
