from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from tests.county import County, log, make_office, make_user
from tracker.models.kinds import Kind
from tracker.models.offices import Office, OfficeAlias
from tracker.models.posts import Post
from tracker.queries.senders import (
    AmbiguousSenderError,
    UnknownSenderError,
    likely_senders,
    name_to_type,
    sender_called,
    senders_open_to,
)


class SenderTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.today = timezone.localdate()
        OfficeAlias.objects.create(office=cls.county.bureau, name="应急局")

    def likely(self, office=None):
        return likely_senders(office or self.county.town, self.today)

    def called(self, text):
        return sender_called(text, self.likely())


class LikelySenderTests(SenderTests):
    def test_bodies_of_every_area_above(self):
        names = [office.name for office in self.likely()]
        self.assertEqual(names, ["临江市", "清河县", "县委办公室", "县应急管理局", "县农业农村局", "新桥镇"])

    def test_a_village_may_hear_from_its_town(self):
        self.assertIn(self.county.town, self.likely(self.county.village))

    def test_whoever_sent_here_lately(self):
        log(Kind.MEETING, self.county.neighbour, self.today, [self.county.town])
        self.assertIn(self.county.neighbour, self.likely())

    def test_not_whoever_sent_here_years_ago(self):
        log(Kind.MEETING, self.county.neighbour, self.today - timedelta(days=800), [self.county.town])
        self.assertNotIn(self.county.neighbour, self.likely())

    def test_not_what_was_dissolved(self):
        Office.objects.filter(pk=self.county.bureau.pk).update(valid_to=self.today)
        self.assertNotIn(self.county.bureau, self.likely())

    def test_a_bureau_speaks_for_itself_alone(self):
        choice = senders_open_to(make_user(Post.Role.ISSUER, self.county.bureau), self.today)
        self.assertEqual((list(choice.likely), choice.is_closed), ([self.county.bureau], True))

    def test_a_supervisor_names_any_body_of_the_county(self):
        choice = senders_open_to(make_user(Post.Role.SUPERVISOR, self.county.county), self.today)
        self.assertIn(self.county.other_bureau, choice.likely)
        self.assertNotIn(self.county.town, choice.likely)


class CalledTests(SenderTests):
    def test_by_name_alias_and_code(self):
        for text in ["县应急管理局", "应急局", "QH-02", " 县应急 管理局 ", "ＱＨ－０２"]:
            with self.subTest(text):
                self.assertEqual(self.called(text), self.county.bureau)

    def test_among_offices_of_one_name_the_likely_one(self):
        make_office(
            "BS-02", "县农业农村局", Office.Kind.GOVERNMENT_DEPARTMENT, Office.Level.COUNTY, self.county.neighbour
        )
        self.assertEqual(self.called("县农业农村局"), self.county.other_bureau)

    def test_several_likely_ones_are_not_guessed_at(self):
        make_office("QH-09", "县农业农村局", Office.Kind.OTHER, Office.Level.COUNTY, self.county.county)
        with self.assertRaises(AmbiguousSenderError) as caught:
            self.called("县农业农村局")
        self.assertEqual([office.code for office in caught.exception.offices], ["QH-03", "QH-09"])

    def test_a_slip_of_the_pen_brings_the_closest_names(self):
        with self.assertRaises(UnknownSenderError) as caught:
            self.called("县应急管里局")
        self.assertEqual(caught.exception.closest[0], "县应急管理局")

    def test_nonsense_brings_none(self):
        with self.assertRaises(UnknownSenderError) as caught:
            self.called("xyz")
        self.assertEqual(caught.exception.closest, [])

    def test_what_to_type_is_the_code_where_names_are_shared(self):
        self.assertEqual(name_to_type(self.county.bureau), "县应急管理局")
        self.assertEqual(name_to_type(self.county.far_village), "QH-T2-1")
