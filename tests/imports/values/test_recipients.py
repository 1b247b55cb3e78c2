from django.test import TestCase

from tests.county import County
from tracker.imports.problems import DoubtError, UnreadableError
from tracker.imports.values.names import OfficeNames
from tracker.imports.values.recipients import other_addressees, understand_recipients


class UnderstandRecipientsTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()

    def names(self, text):
        return [office.name for office in understand_recipients(text, OfficeNames(self.county.bureau))]

    def test_committees_and_governments_of_a_group_are_the_group(self):
        self.assertEqual(self.names("各乡镇党委、政府"), self.names("各乡镇"))
        self.assertEqual(
            other_addressees("各乡镇党委、政府，县直各部门", OfficeNames(self.county.bureau)), ["县直各部门"]
        )

    def test_what_is_left_out_may_stand_first(self):
        left_out = self.names("各乡镇")[0]
        self.assertEqual(self.names(f"除{left_out}外各乡镇"), self.names("各乡镇")[1:])

    def test_a_number_of_towns_is_understood_only_when_it_is_all_of_them(self):
        towns = self.names("各乡镇")
        self.assertEqual(self.names(f"{len(towns)}个乡镇"), towns)
        for text in (f"{len(towns) + 1}个乡镇", "沿河各乡镇"):
            with self.assertRaises(DoubtError):
                self.names(text)

    def test_each_may_be_written_once_for_all(self):
        self.assertEqual(self.names("各镇、乡、街道"), self.names("各镇、各乡、各街道"))
        with self.assertRaises(UnreadableError):
            self.names("乡")
