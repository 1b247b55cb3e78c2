from django.test import SimpleTestCase

from tracker.imports.notices.marks import Part, parts_of


class PartsTests(SimpleTestCase):
    def test_cuts_the_text_where_something_was_read(self):
        parts = parts_of("县林业局定于明天开会。", [((0, 4), "issuer"), ((6, 8), "day")])
        self.assertEqual(parts, [Part("县林业局", ("issuer",)), Part("定于"), Part("明天", ("day",)), Part("开会。")])

    def test_one_place_may_tell_two_fields(self):
        parts = parts_of("明天9点开会", [((0, 4), "day"), ((2, 4), "starts_at"), ((0, 4), "starts_at")])
        self.assertEqual(parts, [Part("明天9点", ("day", "starts_at")), Part("开会")])

    def test_of_nothing(self):
        self.assertEqual(parts_of("", []), [])
        self.assertEqual(parts_of("开会", [((1, 1), "day")]), [Part("开会")])
