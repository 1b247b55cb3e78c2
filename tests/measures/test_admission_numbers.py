import random
from itertools import combinations

from django.test import SimpleTestCase

from tracker.measures.admission_numbers import (
    ALPHABET,
    admission_number,
    check_characters,
    is_genuine,
    is_well_formed,
    miscopied,
    normal,
    written,
)

NUMBER = admission_number("QH-B16", 2026, 12)


class AdmissionNumberTests(SimpleTestCase):
    def test_reckons_the_example_of_the_standard(self):
        self.assertEqual(check_characters("ISO79"), "3W")

    def test_holds_issuer_year_serial_and_check(self):
        self.assertEqual((NUMBER[:-2], written(NUMBER)[:-2]), ("QHB1620260012", "QHB16-2026-0012-"))
        self.assertTrue(is_genuine(NUMBER))

    def test_refuses_a_code_without_letters_and_a_serial_out_of_range(self):
        for code, serial in (("——", 1), ("QH", 0), ("QH", 10_000)):
            with self.assertRaisesMessage(ValueError, "No admission number"):
                admission_number(code, 2026, serial)

    def test_width_case_blanks_and_hyphens_make_no_difference(self):
        for copied in (
            "qhb16-2026-0012-" + NUMBER[-2:],
            "ＱＨＢ１６　2026—0012—" + NUMBER[-2:],
            f" {written(NUMBER)}\n",
        ):
            self.assertEqual(normal(copied), NUMBER)

    def test_anything_else_is_not_well_formed(self):
        for text in ("", "无", "清应急〔2026〕3号", "2026", NUMBER[:-1] + "*", "٣" * 14):
            self.assertFalse(is_well_formed(normal(text)), text)
            self.assertFalse(is_genuine(normal(text)), text)


class ForgeryTests(SimpleTestCase):
    def test_every_single_wrong_character_is_found_and_placed(self):
        for place, sign in enumerate(NUMBER):
            for other in set(ALPHABET) - {sign}:
                forged = NUMBER[:place] + other + NUMBER[place + 1 :]
                self.assertFalse(is_genuine(forged), forged)
                if is_well_formed(forged):
                    self.assertIn(place + 1, miscopied(forged))

    def test_every_swap_of_neighbours_or_across_one_is_found(self):
        for first, second in combinations(range(len(NUMBER)), 2):
            swapped = list(NUMBER)
            swapped[first], swapped[second] = swapped[second], swapped[first]
            if second - first <= 2 and swapped != list(NUMBER):
                self.assertFalse(is_genuine("".join(swapped)))

    def test_of_ten_thousand_numbers_made_up_at_random_99_in_100_are_found_by_the_check_alone(self):
        """Expected: 1270 of 1271, so about 8 of 10,000 pass."""
        chance = random.Random(7)
        made_up = [
            f"QHB16{chance.randint(2020, 2029)}{chance.randint(1, 9999):04d}{''.join(chance.choices(ALPHABET, k=2))}"
            for _ in range(10_000)
        ]
        self.assertTrue(all(map(is_well_formed, made_up)))
        self.assertLess(sum(map(is_genuine, made_up)), 100)
