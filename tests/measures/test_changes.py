from dataclasses import replace

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from tracker.measures.changes import Cause, Thing, levels, parts_of


@st.composite
def things(draw):
    weight = draw(st.integers(1, 4))
    flags = {name: draw(st.booleans()) for name in ("decided", "ruled", "by_clause", "plain", "untold", "is_base")}
    return Thing(
        key=draw(st.integers(1, 10**9)),
        family=draw(st.sampled_from("甲乙丙")),
        weight=weight,
        comparable=draw(st.integers(0, weight)),
        **flags,
    )


def histories():
    return st.lists(things(), max_size=40, unique_by=lambda thing: thing.key)


def figure(found, is_base):
    return sum(thing.weight for thing in found if thing.decided and thing.is_base is is_base)


def by_cause(found):
    sums = {}
    for part in parts_of(found):
        sums[part.cause] = sums.get(part.cause, 0) + part.amount
    return {cause: amount for cause, amount in sums.items() if amount}


CAME = {Cause.UNTOLD, Cause.FORM, Cause.STOPPED, Cause.FEWER, Cause.SAME, Cause.MORE, Cause.NEW}


class PartsTests(SimpleTestCase):
    @given(histories())
    def test_lead_from_the_base_to_today_exactly(self, found):
        self.assertEqual(figure(found, True) + sum(part.amount for part in parts_of(found)), figure(found, False))

    @given(histories())
    def test_give_every_item_that_counts_one_cause_of_what_came(self, found):
        came = [part.thing.key for part in parts_of(found) if part.cause in CAME and part.amount]
        self.assertCountEqual(came, [thing.key for thing in found if thing.plain and thing.comparable])

    @given(histories())
    def test_a_cause_has_one_direction(self, found):
        sums = by_cause(found)
        self.assertLessEqual(max(sums.get(cause, 0) for cause in (Cause.UNTOLD, Cause.STOPPED, Cause.FEWER)), 0)
        self.assertGreaterEqual(min(sums.get(cause, 0) for cause in (Cause.MORE, Cause.NEW)), 0)
        self.assertNotIn(Cause.SAME, sums)


class CauseTests(SimpleTestCase):
    """Told on a weekly meeting of last year."""

    def before(self, number=1, **told):
        return [Thing(key, "周调度会", is_base=True, **told) for key in range(number)]

    def now(self, number=1, **told):
        return [Thing(100 + key, "周调度会", is_base=False, **told) for key in range(number)]

    def test_stopped_when_nothing_of_it_comes_any_more(self):
        self.assertEqual(by_cause(self.before(3)), {Cause.STOPPED: -3})

    def test_fewer_when_it_still_comes(self):
        self.assertEqual(by_cause([*self.before(3), *self.now(1)]), {Cause.FEWER: -2})

    def test_more_and_new(self):
        self.assertEqual(by_cause([*self.before(1), *self.now(3)]), {Cause.MORE: 2})
        self.assertEqual(by_cause(self.now(3)), {Cause.NEW: 3})

    def test_another_form_when_as_many_come_that_do_not_count(self):
        memos = [replace(thing, decided=False, ruled=False, by_clause=False, plain=False) for thing in self.now(5)]
        found = parts_of([*self.before(3), *memos])
        self.assertEqual({part.cause for part in found}, {Cause.FORM})
        self.assertEqual(sorted(part.amount for part in found), [-1, -1, -1, 0, 0, 0])

    def test_a_form_that_did_not_count_before_either_hides_nothing(self):
        letters = {"decided": False, "ruled": False, "by_clause": False, "plain": False}
        before = [replace(thing, key=50 + thing.key, **letters) for thing in self.before(2)]
        now = [replace(thing, **letters) for thing in self.now(2)]
        self.assertEqual(by_cause([*self.before(3), *before, *now]), {Cause.FEWER: -3})

    def test_a_drop_in_a_month_nobody_told_of_is_no_cut(self):
        found = [*self.before(3, untold=True), *[replace(thing, key=50) for thing in self.before(1)], *self.now(1)]
        self.assertEqual(by_cause(found), {Cause.UNTOLD: -3})

    def test_what_came_nevertheless_is_not_missing(self):
        self.assertEqual(by_cause([*self.before(2, untold=True), *self.now(3)]), {Cause.MORE: 1})

    def test_an_emergency_takes_out_what_came_as_before(self):
        out = {"decided": False, "ruled": False, "by_clause": False}
        self.assertEqual(by_cause([*self.before(2), *self.now(2, **out)]), {Cause.EMERGENCY: -2})

    def test_a_person_may_overrule(self):
        found = [*self.before(2), *self.now(2, decided=False, ruled=False)]
        self.assertEqual(by_cause(found), {Cause.OVERRULED: -2})

    def test_a_base_decided_otherwise_is_the_rules_doing(self):
        no_more = {"ruled": False, "by_clause": False, "plain": False}
        self.assertEqual(by_cause(self.before(2, **no_more)), {Cause.RULE: -2})

    def test_landings_on_units_of_one_span_only(self):
        found = [*self.before(1, weight=3, comparable=2), *self.now(1, weight=2, comparable=2)]
        self.assertEqual(by_cause(found), {Cause.UNITS: -1})


class LevelTests(SimpleTestCase):
    def test_run_from_the_base_to_today(self):
        self.assertEqual(levels(10, [-3, 0, 5]), [(10, 7), (7, 7), (7, 12)])

    def test_of_nothing_are_none(self):
        self.assertEqual(levels(10, []), [])
