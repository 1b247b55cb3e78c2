"""One account for each role of the demo, and the password they share. Made nowhere but in the demo."""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User

from tracker.models.offices import Office
from tracker.models.posts import Post

PASSWORD = "Ledger-2026"  # noqa: S105 -- printed by the demo, which listens on this machine only
Role = Post.Role


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the demo; its user name is the role."""

    role: str
    office: str
    name: str


ACCOUNTS = (
    Account(Role.CLERK, "QH-T01", "陈晓梅"),
    Account(Role.HEAD, "QH-T01", "周建国"),
    Account(Role.ISSUER, "QH-B16", "孙文斌"),
    Account(Role.SUPERVISOR, "QH", "吕立新"),
    Account(Role.AUDITOR, "QH", "何静"),
    Account(Role.LEADER, "QH", "方志远"),
    Account(Role.ADMINISTRATOR, "QH", "许明远"),
)


def make_people() -> dict[str, User]:
    """The users by role, each with a post. The administrator may also use Django's admin."""
    offices = Office.objects.filter(code__in={account.office for account in ACCOUNTS}).in_bulk(field_name="code")
    password = make_password(PASSWORD)
    users = User.objects.bulk_create(_user(account, password) for account in ACCOUNTS)
    Post.objects.bulk_create(
        Post(user=user, office=offices[account.office], role=account.role)
        for user, account in zip(users, ACCOUNTS, strict=True)
    )
    return {account.role: user for user, account in zip(users, ACCOUNTS, strict=True)}


def _user(account: Account, password: str) -> User:
    administers = account.role == Role.ADMINISTRATOR
    return User(
        username=account.role,
        first_name=account.name,
        password=password,
        is_staff=administers,
        is_superuser=administers,
    )
