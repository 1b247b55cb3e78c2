from django.test import SimpleTestCase

from tracker.imports.problems import DoubtError, UnreadableError
from tracker.imports.values.numbers import number_prefix, understand_count, understand_numbers


class UnderstandNumbersTests(SimpleTestCase):
    def test_mends_brackets_width_and_blanks(self):
        for text in (
            "清政办发[2026]05号",
            "清政办发﹝２０２６﹞5号",
            "清政办发〔2026〕5 号",
            "\xa0清政办发【2026】第5号",
        ):
            self.assertEqual(understand_numbers(text), ["清政办发〔2026〕5号"], text)

    def test_finds_two_numbers_in_one_cell(self):
        self.assertEqual(
            understand_numbers("宁政复〔2014〕48号\xa0\xa0六政人〔2014〕11号"),
            ["宁政复〔2014〕48号", "六政人〔2014〕11号"],
        )
        self.assertEqual(understand_numbers("清应急〔2026〕7号、8号"), ["清应急〔2026〕7号", "清应急〔2026〕8号"])
        self.assertEqual(len(understand_numbers("湘民行发〔2014〕4号、常政函〔2014〕50号")), 2)

    def test_an_order_has_no_year(self):
        self.assertEqual(understand_numbers("国令第707号"), ["国令第707号"])

    def test_a_blank_cell_is_a_paper_without_a_number(self):
        self.assertEqual(understand_numbers(None), [])

    def test_holds_a_number_that_is_none(self):
        for text in ("湖南省民政厅函", "清政办发8号"):
            with self.assertRaises(DoubtError):
                understand_numbers(text)

    def test_the_prefix_stands_before_the_year(self):
        self.assertEqual(number_prefix("清政办发〔2026〕5号"), "清政办发")


class UnderstandCountTests(SimpleTestCase):
    def test_reads_whole_numbers_only(self):
        self.assertEqual([understand_count("3,200"), understand_count(12.0), understand_count("")], [3200, 12, None])
        for text in ("-5", "很多"):
            with self.assertRaises(UnreadableError):
                understand_count(text)
