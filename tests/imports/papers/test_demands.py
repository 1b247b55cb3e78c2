from datetime import date

from django.test import SimpleTestCase

from tracker.imports.papers.demands import demand_of

ISSUED = date(2025, 12, 18)


class DemandTests(SimpleTestCase):
    def test_reads_the_day_it_is_due(self):
        for text, day in {
            "请各单位于2026年1月4日前将贯彻落实情况书面报送县委统战部。": date(2026, 1, 4),
            "请于12月25日（星期四）下班前反馈。": date(2025, 12, 25),
            "请各乡镇于1月5日17:00前将统计表报县水利局。": date(2026, 1, 5),
            "须于12月底前将总结上报。": date(2025, 12, 31),
            "请将自查报告报送县应急局，截止时间为12月30日。": date(2025, 12, 30),
            "请于本月25日前函复。": date(2025, 12, 25),
            "请填写回执并报送县政府办。": None,
            "自查报告请于二〇二六年一月十五日前报送县局。": date(2026, 1, 15),
            "请于12月底、次年6月底前分别报送总结。": date(2025, 12, 31),
            "报送时限：12月30日前。": date(2025, 12, 30),
            "请于收到通知后5个工作日内反馈。": None,
        }.items():
            with self.subTest(text=text):
                self.assertEqual(demand_of("要高度重视。" + text, ISSUED), (True, day))

    def test_what_need_not_be_sent_is_no_demand(self):
        for text in (
            "能通过系统共享的数据不再要求基层另行填报。",
            "要合理安排力量，避免重复统计、多头报送。",
            "遇有突发情况请及时上报。",
            "请于2026年1月4日前完成整改。",
            "请提前10分钟入场，会期约60分钟。",
            "请将本通知精神传达到村。",
            "现将实施方案印发给你们，请遵照执行。",
            "县委办公室将适时开展督查，督查结果报县委。",
            "现将报送材料有关要求通知如下。",
        ):
            with self.subTest(text=text):
                self.assertEqual(demand_of(text, ISSUED), (False, None))

    def test_a_day_that_does_not_exist_is_left_out(self):
        self.assertEqual(demand_of("请于2026年2月30日前将情况报送县局。", ISSUED), (True, None))

    def test_a_day_without_any_year_is_left_out(self):
        self.assertEqual(demand_of("请于1月5日前将情况报送县局。", None), (True, None))
