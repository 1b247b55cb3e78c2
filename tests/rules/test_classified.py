import re
import unicodedata

from django.test import SimpleTestCase

from tracker.rules.classified import WORDS_OF_SECRECY, is_classified

MARKED = [
    "秘密", " 机 密 ", "绝密长期", "机密级", "密件", "密电", "涉密文件", "秘密★10年", "密级：秘密",
    "（秘密）略", "关于会议的通知(绝密)",
    "清政办密〔2025〕2号", "临密[2025]6号", "临密﹝2025﹞6号", "清密（2025）1号", "清密【2025】1号",
    "临密［2025］6号", "机密 全县工作会议",
]  # fmt: skip


class ClassifiedTests(SimpleTestCase):
    def test_a_level_alone_is_a_mark(self):
        for text in ["秘密", " 机 密 ", "绝密", "机密级", "密件", "密电", "秘密10年", "绝密长期"]:
            with self.subTest(text):
                self.assertTrue(is_classified(text))

    def test_a_star_is_a_mark(self):
        for text in ["秘密★10年", "机密 ★ 关于汛期工作的通知", "文件 绝密★"]:
            with self.subTest(text):
                self.assertTrue(is_classified(text))

    def test_a_level_in_brackets_is_a_mark(self):
        for text in ["（秘密）略", "【机密】关于会议的通知", "关于会议的通知(绝密)"]:
            with self.subTest(text):
                self.assertTrue(is_classified(text))

    def test_a_secret_number_is_a_mark(self):
        for text in ["清政办密〔2025〕2号", "临密[2025]6号", "临密﹝2025﹞6号", "清密（2025）1号"]:
            with self.subTest(text):
                self.assertTrue(is_classified(text))

    def test_a_level_before_the_title_is_a_mark(self):
        for text in ["机密 全县工作会议", "秘密关于印发方案的通知", "绝密：会议材料", "密级：秘密"]:
            with self.subTest(text):
                self.assertTrue(is_classified(text))

    def test_ordinary_titles_are_none(self):
        for text in [
            "",
            "关于加强商业秘密保护的通知",
            "保密教育培训会",
            "关于做好机密文件管理工作的通知",
            "绝密档案销毁检查",
            "清应急〔2026〕12号",
            "密切联系群众座谈会",
        ]:
            with self.subTest(text):
                self.assertFalse(is_classified(text))

    def test_whatever_is_marked_holds_a_word_that_keeps_browsers_from_keeping_it(self):
        for text in MARKED:
            with self.subTest(text):
                plain = re.sub(r"[\s\u200b-\u200f\u2060\ufeff]+", "", unicodedata.normalize("NFKC", text))
                self.assertTrue(is_classified(text))
                self.assertTrue(any(word in plain for word in WORDS_OF_SECRECY))
