"""Other names of offices, as clerks confirm them."""

from django.contrib.auth.models import User

from tracker.models.offices import Office, OfficeAlias


class AliasRefusedError(Exception):
    """The text cannot become an alias. Carries one sentence."""


def confirm_alias(text: str, office: Office, home: Office, by: User) -> OfficeAlias:
    """Remember that in the ledgers of `home` a text means this office; said elsewhere too, it holds everywhere.

    Raises AliasRefusedError for a text that is marked secret, too long, or the name or code of an office.
    """
    raise NotImplementedError


def take_back_alias(alias: OfficeAlias) -> None:
    """Forget it. What was imported with it stays."""
    raise NotImplementedError
