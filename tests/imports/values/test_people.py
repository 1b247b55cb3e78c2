from django.test import SimpleTestCase

from tracker.imports.problems import DoubtError, UnreadableError
from tracker.imports.values.people import understand_people


class UnderstandPeopleTests(SimpleTestCase):
    def test_reads_the_forms_clerks_use(self):
        for text, expected in (
            ("3", 3),
            (3.0, 3),
            ("3人", 3),
            ("约20人", 20),
            ("两位", 2),
            ("两个人", 2),
            ("一正一副", 2),
            ("书记、镇长", 2),
            ("张三", 1),
            ("张三、李 四", 2),
            ("张三等4人", 4),
            ("镇村干部共35人", 35),
            ("王局长一行3人", 3),
            ("书记1人、干部3人", 4),
            ("一正两副", 3),
            ("1,200", 1200),
            ("", None),
        ):
            self.assertEqual(understand_people(text), expected, text)

    def test_refuses_numbers_that_are_no_people(self):
        for text in ("-1", "2.5"):
            with self.assertRaisesMessage(UnreadableError, "整数"):
                understand_people(text)

    def test_holds_what_does_not_say_how_many(self):
        for text in ("若干", "张三等", "各班子成员及相关人员", "3~5人"):
            with self.assertRaises(DoubtError):
                understand_people(text)
