from datetime import date, timedelta

from django.test import TestCase

from tests.county import County, log, make_user
from tracker.models.kinds import Kind
from tracker.models.posts import Post
from tracker.queries.similarities import landed_lately, similar_items
from tracker.rules.proposals import Proposal

TODAY = date(2026, 3, 4)


class SimilarItemTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.county = County()
        cls.user = make_user(Post.Role.ISSUER, cls.county.bureau)

    def similar(self, title="森林防火视频会", offices=None, user=None):
        offices = tuple(offices or self.county.towns)
        proposal = Proposal(self.county.bureau, Kind.MEETING, title=title, offices=offices)
        return similar_items(proposal, landed_lately(offices, TODAY), user or self.user)

    def sent(self, title="关于做好森林防火工作的通知", issuer=None, back=10, offices=None):
        day = TODAY - timedelta(back)
        return log(Kind.DOCUMENT, issuer or self.county.bureau, day, offices or self.county.towns, title=title)

    def test_the_same_matter_in_other_words(self):
        item = self.sent()
        self.sent("关于秸秆禁烧的通知")
        (one,) = self.similar()
        self.assertEqual((one.item.pk, one.score, one.is_open), (item.pk, 100, True))
        self.assertEqual(one.reached, {town.pk for town in self.county.towns})

    def test_another_issuers_item_is_known_but_not_open(self):
        self.sent(issuer=self.county.other_bureau)
        self.assertFalse(self.similar()[0].is_open)
        self.assertTrue(self.similar(user=make_user(Post.Role.SUPERVISOR, self.county.county))[0].is_open)

    def test_ninety_days_and_no_more(self):
        self.sent(back=90)
        self.sent("关于森林防火的函", back=91)
        self.assertEqual([one.item.day for one in self.similar()], [TODAY - timedelta(90)])

    def test_what_reached_none_of_them_is_none(self):
        self.sent(offices=[self.county.other_town])
        self.assertEqual(self.similar(offices=[self.county.town]), [])

    def test_logged_by_each_receiver_it_is_one(self):
        for town in self.county.towns:
            self.sent(offices=[town])
        (one,) = self.similar()
        self.assertEqual(len(one.reached), 2)

    def test_three_at_most_the_most_alike_first(self):
        for title in ("森林防火检查", "森林防火", "冬季森林防火", "森林防火视频会"):
            self.sent(title)
        scores = [one.score for one in self.similar()]
        self.assertEqual((len(scores), scores), (3, sorted(scores, reverse=True)))

    def test_the_cost_does_not_grow_with_what_landed(self):
        self.sent()
        with self.assertNumQueries(3):
            self.similar()
        for back in range(30):
            self.sent(back=back)
        with self.assertNumQueries(3):
            self.similar()
