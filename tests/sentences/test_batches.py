from django.test import SimpleTestCase

from tracker.sentences.batches import batch_words, outcome_words, stored_words


class BatchWordsTests(SimpleTestCase):
    def test_names_the_parts_that_are_not_nothing(self):
        self.assertEqual(outcome_words({"read": 1_002, "new": 1_000, "refused": 2}), "新增 1,000，拒绝 2")

    def test_says_what_to_do_about_rows_that_were_left_out(self):
        self.assertEqual(
            batch_words({"read": 5, "new": 2, "refused": 2, "doubtful": 1}),
            "读取 5 行：新增 2，拒绝 2，存疑 1。没有写入的 3 行，改好后把文件再放一次，只补这几行。",
        )

    def test_says_nothing_more_where_all_went_in(self):
        self.assertEqual(batch_words({"read": 2, "new": 2}), "读取 2 行：新增 2。")

    def test_owns_up_to_what_it_does_not_know(self):
        self.assertEqual(batch_words({}), "这一批没有留下各行的计数。")
        self.assertEqual(outcome_words({}), "没有留下计数")

    def test_tells_what_storing_changed(self):
        self.assertEqual(stored_words({"new": 3}), "已导入：新增 3 行，更新 0 行。")
