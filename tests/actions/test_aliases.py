from django.test import TestCase

from tests.county import County, make_user
from tracker.actions.aliases import AliasRefusedError, confirm_alias, take_back_alias
from tracker.imports.values.names import OfficeNames
from tracker.models.offices import Office, OfficeAlias
from tracker.models.posts import Post


class AliasTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.clerk = make_user(Post.Role.CLERK, cls.county.town)

    def confirm(self, text, office, home=None):
        return confirm_alias(text, office, home or self.county.town, self.clerk)

    def known(self, text, home):
        return OfficeNames(Office.objects.get(pk=home.pk)).known(text)

    def test_holds_where_it_was_said_and_above_and_below(self):
        self.confirm("安监站", self.county.bureau)
        for home in (self.county.town, self.county.village, self.county.county):
            self.assertEqual(self.known("安监站", home), [self.county.bureau])
        self.assertEqual(self.known("安监站", self.county.other_town), [])

    def test_said_in_two_offices_it_holds_everywhere(self):
        first = self.confirm("安监站", self.county.bureau)
        self.assertEqual(self.confirm("安监站", self.county.bureau, self.county.other_town), first)
        self.assertIsNone(OfficeAlias.objects.get().said_in)
        self.assertEqual(self.known("安监站", self.county.foreign_town), [self.county.bureau])

    def test_a_new_answer_replaces_the_old_one_of_the_same_home(self):
        self.confirm("安监站", self.county.bureau)
        self.confirm("安监站", self.county.other_bureau)
        self.assertEqual(OfficeAlias.objects.get().office, self.county.other_bureau)

    def test_blanks_and_width_make_no_difference(self):
        self.confirm(" 安监 站ＡＢ", self.county.bureau)
        self.assertEqual(self.known("安监站AB", self.county.town), [self.county.bureau])

    def test_can_be_taken_back(self):
        take_back_alias(self.confirm("安监站", self.county.bureau))
        self.assertEqual(self.known("安监站", self.county.town), [])

    def test_refuses_names_and_codes_of_offices_secrets_and_what_is_no_name(self):
        for text, words in (
            ("县农业农村局", "已经是"),
            ("qh-03", "已经是"),
            ("机密★", "密级"),
            ("  ", "1 到"),
            ("长" * 101, "1 到"),
        ):
            with self.subTest(text=text), self.assertRaisesMessage(AliasRefusedError, words):
                self.confirm(text, self.county.bureau)
        self.assertFalse(OfficeAlias.objects.exists())

    def test_a_name_that_two_bear_decides_only_between_those_equally_near(self):
        self.assertEqual(len(self.known("和平村", self.county.bureau)), 2)
        self.confirm("和平村", self.county.far_village, self.county.bureau)
        self.assertEqual(self.known("和平村", self.county.bureau), [self.county.far_village])
        self.assertEqual(self.known("和平村", self.county.town), [self.county.other_village])

    def test_such_a_name_never_holds_everywhere(self):
        self.confirm("和平村", self.county.far_village, self.county.bureau)
        alias = self.confirm("和平村", self.county.far_village, self.county.other_bureau)
        self.assertEqual(alias.said_in, self.county.county)
        self.assertEqual(self.known("和平村", self.county.town), [self.county.other_village])
