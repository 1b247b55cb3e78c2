"""What one thing costs one office, in whole person-minutes, its three parts kept apart."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PersonMinutes:
    """Whole person-minutes: in the room or reading, on the road, preparing or answering. Never negative."""

    spent: int
    travel: int
    preparation: int

    def __post_init__(self) -> None:
        if min(self.spent, self.travel, self.preparation) < 0:
            raise ValueError(f"Time cannot be negative: {self}.")

    @property
    def total(self) -> int:
        return self.spent + self.travel + self.preparation


def attendance(people: int, minutes: int, travel: int, preparation: int) -> PersonMinutes:
    """A meeting or an inspection: everyone sits through it and travels; preparation is done once.

    people: persons of the receiving office. minutes, travel: per person. preparation: for the office.
    Raises ValueError for anything negative.
    """
    if people < 0:
        raise ValueError(f"People cannot be negative: {people=}.")
    return PersonMinutes(people * minutes, people * travel, preparation)


def reading(readers: int, minutes: int, demands: int) -> PersonMinutes:
    """A document: each reader reads it; answering its demands (forms, reports, photos) is done once.

    minutes: per reader. demands: person-minutes for everything it asks to be sent back.
    """
    return attendance(readers, minutes, 0, demands)


def reading_minutes(characters: int, characters_per_minute: int) -> int:
    """Minutes to read a text once, rounded up to a whole minute; 0 for an empty text.

    Raises ValueError for a negative length or a speed that is not positive.
    """
    if characters < 0 or characters_per_minute <= 0:
        raise ValueError(f"Not a text or not a speed: {characters=}, {characters_per_minute=}.")
    return -(-characters // characters_per_minute)
