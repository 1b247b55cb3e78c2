"""Capacity (可用工时): what an office could work at all, against which its load is held."""


def capacity(people: int | None, days: int, minutes_a_day: int) -> int | None:
    """Person-minutes of that many people on that many working days. None when nobody told how many people there are.

    Zero people, or no working day, is zero: nothing can be worked, which is known.
    Raises ValueError if any of them is negative.
    """
    if days < 0 or minutes_a_day < 0 or (people is not None and people < 0):
        raise ValueError(f"Capacity cannot be negative: {people=}, {days=}, {minutes_a_day=}.")
    return None if people is None else people * days * minutes_a_day
