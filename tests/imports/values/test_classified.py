from django.test import SimpleTestCase

from tracker.imports.values.classified import is_classified_row


class IsClassifiedRowTests(SimpleTestCase):
    def test_any_cell_may_bear_the_mark(self):
        for cell in ("秘密", "机密★10年", "绝密", "密", "临密〔2025〕6号", "清政办密[2025]2号", "（秘密）略", "机★",
                     "秘★1年", "密件", "密件，略", "涉密文件（标题略）"):  # fmt: skip
            self.assertTrue(is_classified_row([1, "关于防汛的通知", cell, None]), cell)

    def test_titles_that_speak_of_secrets_are_no_mark(self):
        for title in ("关于加强商业秘密保护的通知", "保密教育培训会", "密切联系群众座谈会", "密级", "非密", "内部",
                      "关于涉密人员培训的通知"):  # fmt: skip
            self.assertFalse(is_classified_row([1, title]), title)
