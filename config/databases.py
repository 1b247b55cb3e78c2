"""DATABASE_URL to Django's DATABASES entry, with the options that keep concurrent writers safe."""

from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

SQLITE = "django.db.backends.sqlite3"
POSTGRES = "django.db.backends.postgresql"

# Without IMMEDIATE a transaction that reads and then writes fails at once with "database is locked" when another
# writer is at work: the busy timeout does not apply to the upgrade of a lock. The timeout is longer than a ledger of
# 100,000 rows takes to be stored, which is one transaction: others wait for it and are not turned away.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 60,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-64000; PRAGMA temp_store=MEMORY;"
    ),
}


def database_from_url(url: str) -> dict[str, Any]:
    """Django's settings for `sqlite:///FILE` or `postgres://USER:PASSWORD@HOST:PORT/NAME`.

    Raises ImproperlyConfigured for any other kind of address.
    """
    if not url.startswith(("sqlite:///", "postgres://", "postgresql://")):
        raise ImproperlyConfigured("DATABASE_URL must begin with sqlite:/// or postgres://.")
    database: dict[str, Any] = dict(dj_database_url.parse(url))
    if database["ENGINE"] == SQLITE:
        database["OPTIONS"] = {**SQLITE_OPTIONS}
    else:
        database["CONN_HEALTH_CHECKS"] = True
        database["OPTIONS"] = {**database.get("OPTIONS", {}), "pool": {"min_size": 1, "max_size": 8}}
    return database
