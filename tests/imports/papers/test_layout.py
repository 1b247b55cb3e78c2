from datetime import date

from django.test import SimpleTestCase

from tracker.imports.papers.layout import issuers_of, laid_out

HEAD = ["清河县人民政府办公室文件", "清政办发〔2025〕9号"]
REST = ["现通知如下。", "清河县人民政府办公室", "2025年7月10日"]


def lines(*title, head=HEAD, to=("各乡镇人民政府：",), rest=REST):
    return [*head, *title, *to, *rest]


class HeadTests(SimpleTestCase):
    def test_numbers_in_every_bracket_and_with_a_signer_beside(self):
        for line in (
            "清政办发[2025]09号",
            "清政办发（2025）第9号",
            "清政办发 〔 2025 〕 9 号",
            "清政办发〔2025〕9号 签发人：张三",
            "特急　　　清政办发〔2025〕9号",
        ):
            with self.subTest(line=line):
                paper = laid_out(lines("关于防汛的通知", head=[HEAD[0], line]))
                self.assertEqual((paper.number, paper.title), ("清政办发〔2025〕9号", "关于防汛的通知"))

    def test_a_number_in_the_text_is_not_the_papers_own(self):
        paper = laid_out(
            lines("关于防汛的函", head=["清河县水利局"], rest=["根据清政办发〔2025〕9号文件要求。", *REST[1:]])
        )
        self.assertIsNone(paper.number)

    def test_copy_number_and_urgency_are_no_offices(self):
        paper = laid_out(lines("关于防汛的通知", head=["000012", "特急", *HEAD], rest=["一。"]))
        self.assertEqual(issuers_of(paper), ["清河县人民政府办公室"])


class TitleTests(SimpleTestCase):
    def test_a_title_may_take_several_lines(self):
        paper = laid_out(lines("关于转发县水利局关于做好防汛", "工作的通知", "的通知"))
        self.assertEqual(paper.title, "关于转发县水利局关于做好防汛工作的通知的通知")

    def test_a_title_may_begin_with_the_office(self):
        paper = laid_out(lines("清河县人民政府办公室", "关于防汛的通知"))
        self.assertEqual(paper.title, "清河县人民政府办公室关于防汛的通知")

    def test_who_is_addressed_may_take_several_lines(self):
        paper = laid_out(lines("关于防汛的通知", to=("各乡镇人民政府、各街道办事处，县直有", "关单位：")))
        self.assertEqual(paper.addressees, "各乡镇人民政府、各街道办事处，县直有关单位：")

    def test_a_paper_to_everyone_has_no_addressees(self):
        paper = laid_out(lines("关于防汛的通告", to=(), rest=["为加强防汛，现提出以下意见：", *REST]))
        self.assertEqual((paper.title, paper.addressees, len(paper.body)), ("关于防汛的通告", "", 2))

    def test_a_note_under_the_title_is_not_part_of_it(self):
        paper = laid_out(lines("清河县防汛办法", "（2025年7月1日通过）"))
        self.assertEqual((paper.title, paper.addressees), ("清河县防汛办法", "各乡镇人民政府："))


class SignatureTests(SimpleTestCase):
    def signed(self, *rest):
        return laid_out(lines("关于防汛的通知", rest=rest))

    def test_the_day_may_be_written_in_characters(self):
        self.assertEqual(self.signed("一。", "清河县水利局", "二〇二五年十二月三十一日").day, date(2025, 12, 31))

    def test_offices_one_below_the_other_and_side_by_side(self):
        for names in (["清河县水利局", "清河县应急管理局"], ["清河县水利局  清河县应急管理局"]):
            with self.subTest(names=names):
                paper = self.signed("一。", *names, "2025年7月10日")
                self.assertEqual(issuers_of(paper), ["清河县水利局", "清河县应急管理局"])

    def test_the_signature_tells_apart_what_the_head_runs_together(self):
        head = ["清河县水利局 清河县应急管理局文件", HEAD[1]]
        rest = ["一。", "清河县水利局", "清河县应急管理局", "2025年7月10日"]
        self.assertEqual(
            issuers_of(laid_out(lines("关于防汛的通知", head=head, rest=rest))), ["清河县水利局", "清河县应急管理局"]
        )

    def test_a_name_set_wide_is_one_name(self):
        self.assertEqual(issuers_of(self.signed("一。", "清 河 县 水 利 局", "2025年7月10日")), ["清河县水利局"])

    def test_the_day_of_printing_is_not_the_papers_day(self):
        paper = self.signed("一。", "抄送：县委办公室。", "清河县水利局 2025年7月11日印发")
        self.assertIsNone(paper.day)

    def test_a_day_in_an_annex_is_not_the_papers_day(self):
        paper = self.signed("一。", "清河县水利局", "2025年7月10日", "附件1", "清河县水利局", "2025年8月8日")
        self.assertEqual(paper.day, date(2025, 7, 10))

    def test_a_sentence_that_ends_with_a_day_signs_nothing(self):
        self.assertIsNone(self.signed("自2025年7月1日", "起施行。").day)

    def test_a_day_that_does_not_exist_is_none(self):
        self.assertIsNone(self.signed("一。", "清河县水利局", "2025年2月30日").day)


class BodyTests(SimpleTestCase):
    def body(self, *rest):
        return laid_out(lines("关于防汛的通知", rest=[*rest, *REST[1:]]))

    def test_ends_at_the_annex_note(self):
        paper = self.body("一。", "附件：1.分工表", "2.统计表")
        self.assertEqual((paper.body, paper.annexes), (["一。"], 2))

    def test_one_annex_has_no_number(self):
        self.assertEqual(self.body("一。", "附件：分工表").annexes, 1)

    def test_numbers_in_the_text_are_no_annexes(self):
        self.assertEqual(self.body("1.加强领导。", "2.强化落实。").annexes, 0)

    def test_whom_to_call_is_not_counted(self):
        self.assertEqual(self.body("一。", "联系人：李明").body, ["一。"])
