import json

from django.test import SimpleTestCase

from tracker.imports.layouts.mappings import filled, read_mapping
from tracker.imports.problems import ImportFileError


class ReadMappingTests(SimpleTestCase):
    def read(self, told):
        return read_mapping(json.dumps(told).encode())

    def test_a_source_is_a_column_several_or_an_object(self):
        mapping = self.read(
            {
                "title": ["a", "b"],
                "date": {"column": "d", "format": "%d/%m/%Y", "fill_down": True},
                "issuer": {"value": "X"},
                "deadline": {"template": "{y}-12-31"},
                "minutes": {"column": "h", "unit": "hours", "empty": ["NA"]},
            }
        )
        self.assertEqual(mapping["title"].columns, ("a", "b"))
        self.assertEqual(
            (mapping["date"].columns, mapping["date"].format, mapping["date"].fill_down), (("d",), "%d/%m/%Y", True)
        )
        self.assertEqual((mapping["issuer"].columns, mapping["issuer"].value), ((), "X"))
        self.assertEqual(mapping["deadline"].columns, ("y",))
        self.assertEqual((mapping["minutes"].unit, mapping["minutes"].empty), ("hours", frozenset({"na"})))

    def test_names_the_field_that_is_wrong(self):
        for told, words in (
            ({"nonsense": "a"}, "“nonsense”没有这个字段"),
            ({"title": 3}, "“title”写法不对"),
            ({"title": {"join": ""}}, "没有写列名"),
            ({"title": {"column": "a", "magic": 1}}, "写法不对"),
            ({"minutes": {"column": "a", "unit": "days"}}, "写法不对"),
            ([], "应是一个 JSON 对象"),
        ):
            with self.assertRaisesMessage(ImportFileError, words):
                self.read(told)
        with self.assertRaisesMessage(ImportFileError, "不是有效的 JSON"):
            read_mapping(b"{")


class FilledTests(SimpleTestCase):
    def test_puts_columns_into_the_text(self):
        self.assertEqual(filled("{y}-12-31", {"y": "2023"}), "2023-12-31")

    def test_is_empty_when_every_column_is(self):
        self.assertEqual(filled("关于{a}{b}", {"a": "", "b": ""}), "")

    def test_reaches_nothing_but_columns(self):
        self.assertEqual(filled("{y}", {"y": "{0.__class__}"}), "{0.__class__}")
