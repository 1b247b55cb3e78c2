from datetime import date

from django.test import SimpleTestCase, TestCase

from tests.county import County, log
from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.rules.channels import Way, way_clauses, way_condition, way_of

Format, Channel = Item.DocumentFormat, Item.Channel


class WayTests(SimpleTestCase):
    def test_red_heads_and_letters_by_oa_or_on_paper_are_formal(self):
        for document_format in (Format.RED_HEAD, Format.LETTER):
            for channel in (Channel.OA, Channel.PAPER):
                self.assertEqual(way_of(document_format, channel), Way.FORMAL)

    def test_the_form_is_informal_whatever_carries_it(self):
        for document_format in (Format.WHITE_HEAD, Format.MEMO, Format.WORK_TIP, Format.CHAT_NOTICE):
            for channel in (Channel.OA, Channel.PAPER, Channel.CHAT, ""):
                self.assertEqual(way_of(document_format, channel), Way.INFORMAL)

    def test_a_red_head_in_a_chat_group_is_informal(self):
        self.assertEqual(way_of(Format.RED_HEAD, Channel.CHAT), Way.INFORMAL)

    def test_a_telegram_is_formal_though_the_telephone_announces_it(self):
        self.assertEqual(way_of(Format.TELEGRAM, Channel.PHONE), Way.FORMAL)

    def test_meetings_go_by_the_channel_of_their_notice(self):
        self.assertEqual((way_of("", Channel.OA), way_of("", Channel.PHONE)), (Way.FORMAL, Way.INFORMAL))

    def test_what_nobody_told_is_unknown(self):
        self.assertEqual((way_of("", ""), way_of(Format.RED_HEAD, "")), (Way.UNKNOWN, Way.UNKNOWN))


class ClauseTests(SimpleTestCase):
    def test_every_form_and_channel_there_is_has_a_way(self):
        told = {field: set() for field in ("document_format", "channel")}
        for clause in way_clauses():
            for field, values in clause.conditions.items():
                told[field] |= set(values)
        self.assertEqual(told["channel"], set(Channel.values))
        decided_by_channel = {Format.RED_HEAD, Format.LETTER}
        self.assertEqual(told["document_format"], set(Format.values) - decided_by_channel)

    def test_each_says_why_in_both_languages_and_on_what_it_rests(self):
        for clause in way_clauses():
            self.assertTrue(clause.reason and clause.reason_en and clause.source)

    def test_the_last_one_fits_everything(self):
        self.assertEqual((way_clauses()[-1].conditions, way_clauses()[-1].way), ({}, Way.UNKNOWN))


class SameDecisionTests(TestCase):
    """What Python decides on one item, the database decides on a thousand."""

    def test_python_and_the_database_agree_on_every_form_and_channel(self):
        county, day = County(), date(2026, 3, 5)
        for channel in ("", *Channel.values):
            log(Kind.MEETING, county.bureau, day, [county.town], channel=channel)
            for document_format in Format.values:
                fields = {"channel": channel, "document_format": document_format}
                log(Kind.DOCUMENT, county.bureau, day, [county.town], **fields)
        for way in Way.values:
            expected = {item.pk for item in Item.objects.all() if way_of(item.document_format, item.channel) == way}
            self.assertTrue(expected)
            self.assertEqual({item.pk for item in Item.objects.filter(way_condition(way))}, expected)
            landed = Delivery.objects.filter(way_condition(way, "item__"))
            self.assertEqual({delivery.item_id for delivery in landed}, expected)
