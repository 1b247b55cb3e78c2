from django.test import TestCase

from tests.county import County
from tracker.imports.problems import DoubtError, UnreadableError
from tracker.imports.values.issuers import understand_issuers
from tracker.imports.values.names import OfficeNames
from tracker.imports.values.recipients import understand_recipients
from tracker.models.offices import NumberPrefix, Office, OfficeAlias


class Named(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        OfficeAlias.objects.create(office=cls.county.bureau, name="应急局")
        NumberPrefix.objects.create(office=cls.county.bureau, prefix="清应急")

    def names(self, home=None):
        return OfficeNames(Office.objects.get(pk=(home or self.county.town).pk))


class OfficeNamesTests(Named):
    def test_finds_by_code_name_alias_and_name_with_the_area(self):
        for text in ("QH-02", "县应急管理局", " 应急局 ", "清河县县应急管理局"):
            self.assertEqual(self.names().find(text), self.county.bureau, text)
        self.assertEqual(self.names().find("新桥镇人民政府"), self.county.town)

    def test_of_two_with_one_name_the_nearest_is_meant(self):
        self.assertEqual(self.names().find("和平村"), self.county.other_village)
        self.assertEqual(self.names(self.county.other_town).find("和平村"), self.county.far_village)

    def test_two_that_are_equally_near_are_held(self):
        with self.assertRaisesMessage(DoubtError, "“和平村”的单位有 2 个"):
            self.names(self.county.county).find("和平村")

    def test_an_unknown_name_suggests_the_closest(self):
        with self.assertRaisesMessage(UnreadableError, "最接近的是“县应急管理局”"):
            self.names().find("县应急管理厅")

    def test_a_number_tells_its_issuer(self):
        self.assertEqual(self.names().by_number("清应急〔2026〕5号"), self.county.bureau)
        self.assertIsNone(self.names().by_number("清财〔2026〕5号"))


class UnderstandIssuersTests(Named):
    def test_the_first_known_body_leads(self):
        found = understand_issuers("省财政厅、应急局、县农业农村局", self.names())
        self.assertEqual(found, [self.county.bureau, self.county.other_bureau])

    def test_names_are_separated_by_many_marks(self):
        for text in ("应急局；县农业农村局", "应急局 县农业农村局", "应急局，县农业农村局"):
            self.assertEqual(len(understand_issuers(text, self.names())), 2, text)

    def test_nobody_is_made_up(self):
        with self.assertRaises(UnreadableError):
            understand_issuers("火星办公室", self.names())


class UnderstandRecipientsTests(Named):
    def test_groups_expand_below_the_area_of_the_ledger(self):
        for home in (self.county.county, self.county.bureau):
            found = understand_recipients("各乡镇人民政府、各街道办事处，县直各单位", self.names(home))
            self.assertEqual(found, self.county.towns)

    def test_one_every_serves_two_groups(self):
        found = understand_recipients("各乡镇、街道", self.names(self.county.county))
        self.assertEqual(found, self.county.towns)

    def test_names_and_codes_mix(self):
        found = understand_recipients("新桥镇、QH-T2", self.names(self.county.county))
        self.assertEqual(found, self.county.towns)

    def test_holds_what_names_nobody_in_particular(self):
        with self.assertRaises(DoubtError):
            understand_recipients("有关乡镇人民政府", self.names(self.county.county))

    def test_leaves_out_what_is_excepted(self):
        found = understand_recipients("各乡镇（新桥镇除外）", self.names(self.county.county))
        self.assertEqual(found, understand_recipients("柳林镇", self.names(self.county.county)))

    def test_refuses_unknown_names(self):
        with self.assertRaisesMessage(UnreadableError, "没有名为“柳树镇”的单位"):
            understand_recipients("新桥镇、柳树镇", self.names(self.county.county))
