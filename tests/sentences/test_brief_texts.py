from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from tracker.sentences.brief_texts import (
    Moved,
    Paragraph,
    edited,
    moved,
    paragraph,
    restored,
    said,
    stored,
    updated,
)

COMPOSED = f"会议 {said('m', '12')} 次（{said('f', '37')} 次），{said('c', '下降 12.0%')}，其中 {said('n', '12')} 项。"
TEXT = "会议 12 次（37 次），下降 12.0%，其中 12 项。"
NOW = {"m": "12", "f": "37", "c": "下降 12.0%", "n": "12"}
FIGURES = [("m", "12"), ("f", "37"), ("c", "下降 12.0%"), ("n", "12")]


def written():
    return paragraph("一、总体情况", COMPOSED)


class ParagraphTests(SimpleTestCase):
    def test_knows_its_figures_in_the_order_of_reading(self):
        self.assertEqual((written().text, written().figures()), (TEXT, FIGURES))

    def test_its_pieces_are_the_whole_text(self):
        self.assertEqual("".join(words for words, _key in written().pieces()), TEXT)

    def test_what_is_stored_comes_back_the_same(self):
        self.assertEqual(
            restored(*stored([written(), Paragraph("落款", "清河县")])), [written(), Paragraph("落款", "清河县")]
        )

    def test_a_name_cannot_pass_for_a_figure(self):
        name = said("f", "县\ue000x\ue0019\ue002局")
        self.assertEqual(paragraph("", name).figures(), [("f", "县x9局")])


class EditedTests(SimpleTestCase):
    def test_words_around_figures_may_change(self):
        text = "全县共开会议 12 次（全口径 37 次），同比下降 12.0%。其中 12 项为例会。"
        self.assertEqual(edited(written(), text, NOW).figures(), FIGURES)
        self.assertEqual(edited(written(), text, NOW).text, text)

    def test_a_number_somebody_typed_is_no_figure_of_the_ledgers(self):
        found = edited(written(), TEXT.replace("37", "38"), NOW)
        self.assertEqual(found.figures(), [figure for figure in FIGURES if figure[0] != "f"])

    def test_a_number_mended_to_what_the_ledger_says_now_stays_a_figure(self):
        found = edited(written(), TEXT.replace("37", "38"), NOW | {"f": "38"})
        self.assertEqual(found.figures()[1], ("f", "38"))

    def test_the_second_of_two_equal_numbers_is_told_from_the_first(self):
        found = edited(written(), "其中 12 项。", NOW)
        self.assertEqual(found.figures(), [("n", "12")])

    def test_a_figure_is_not_found_inside_a_longer_number(self):
        found = edited(written(), TEXT.replace("37", "1,137"), NOW)
        self.assertNotIn("f", dict(found.figures()))

    def test_new_lines_are_kept(self):
        self.assertEqual(edited(written(), TEXT + "\n另：无。", NOW).text, TEXT + "\n另：无。")

    @given(st.text(alphabet="会议次，。0123456789,.% \n", max_size=60))
    def test_whatever_is_typed_is_kept_and_marks_lie_on_the_figures_own_words(self, text):
        found = edited(written(), text, NOW)
        self.assertEqual(found.text, text)
        self.assertLessEqual(set(found.figures()), set(FIGURES))


class MovedTests(SimpleTestCase):
    def test_nothing_has_moved_where_the_ledger_says_the_same(self):
        self.assertEqual(moved([written()], NOW), [])

    def test_a_figure_that_moved_is_told_once_with_old_and_new(self):
        self.assertEqual(moved([written(), written()], NOW | {"f": "38"}), [Moved("f", "37", "38")])

    def test_a_figure_the_ledger_does_not_know_any_more_is_told(self):
        self.assertEqual(moved([written()], {**NOW, "c": ""}), [Moved("c", "下降 12.0%", "")])

    def test_the_text_is_brought_up_to_date_without_touching_its_words(self):
        found = updated(written(), NOW | {"f": "1,038"})
        self.assertEqual(found.text, TEXT.replace("37", "1,038"))
        self.assertEqual(moved([found], NOW | {"f": "1,038"}), [])
