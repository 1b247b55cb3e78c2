"""Writes rows by the ten thousand, each with its line of history.

The same in effect as simple_history's bulk_create_with_history and bulk_update_with_history and several times as
fast: the values go to the database without Django's compiler, which resolves each of them anew, and the history is
copied within the database.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import Any

from django.contrib.auth.models import User
from django.db import connection
from django.db.models import DateField, Field, Model, TimeField, UUIDField, Value

_CHUNK = 5_000
_NEEDS_ADAPTING = (DateField, TimeField, UUIDField)


def insert_with_history(rows: Sequence[Model], by: User | None, reason: str | None, at: datetime) -> None:
    """Insert unsaved instances of one model and set their keys. Every column must be filled in, auto_now_add too.

    Must run inside a transaction. The history says that `by` created them `at` that moment.
    """
    if not rows:
        return
    model = type(rows[0])
    for row, key in zip(rows, _keys(model, len(rows)), strict=True):
        row.pk = key
    for start in range(0, len(rows), _CHUNK):
        chunk = rows[start : start + _CHUNK]
        _insert(model, chunk)
        remember(model, [row.pk for row in chunk], "+", by, reason, at)
        for row in chunk:
            row._state.adding = False


def update_with_history(
    rows: Sequence[Model], names: Sequence[str], by: User | None, reason: str | None, at: datetime
) -> None:
    """Save the named fields of stored instances of one model. Must run inside a transaction."""
    for start in range(0, len(rows), _CHUNK):
        chunk = rows[start : start + _CHUNK]
        model: Any = type(chunk[0])
        fields = [model._meta.get_field(name) for name in names]
        quote = connection.ops.quote_name
        changes = ", ".join(f"{quote(field.column)} = %s" for field in fields)
        key = model._meta.pk
        statement = f"UPDATE {quote(model._meta.db_table)} SET {changes} WHERE {quote(key.column)} = %s"  # noqa: S608
        with connection.cursor() as cursor:
            cursor.executemany(statement, list(_values(chunk, [*fields, key])))
        remember(model, [row.pk for row in chunk], "~", by, reason, at)


def remember(model: Any, keys: Sequence[int], change: str, by: User | None, reason: str | None, at: datetime) -> None:
    """Copy stored rows, some thousands of them, as they are now, into their history. change: + created, ~ changed."""
    past = model.history.model
    told = {"history_date": at, "history_type": change, "history_user": by and by.pk, "history_change_reason": reason}
    fields = [past._meta.get_field(name) for name in told]
    same = [field.attname for field in past.tracked_fields]
    said = [Value(value, output_field=field) for field, value in zip(fields, told.values(), strict=True)]
    rows = model._default_manager.filter(pk__in=keys).order_by("pk").values_list(*same, *said)
    copied, parameters = rows.query.sql_with_params()
    columns = [*(past._meta.get_field(name) for name in same), *fields]
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {_names(past, columns)} {copied}", parameters)


def _keys(model: type[Model], count: int) -> Sequence[int]:
    """Keys that nobody else will use: SQLite has one writer at a time, PostgreSQL hands them out."""
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            taken = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
            cursor.execute(taken, [table, column, count])
            return [key for (key,) in cursor]
        cursor.execute("SELECT COALESCE(MAX(seq), 0) FROM sqlite_sequence WHERE name = %s", [table])
        (last,) = cursor.fetchone()
        return range(last + 1, last + 1 + count)


def _insert(model: type[Model], rows: Sequence[Model]) -> None:
    fields = model._meta.concrete_fields
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {_names(model, fields)} VALUES ({places})"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(_values(rows, fields)))


def _values(rows: Sequence[Model], fields: Sequence[Field]) -> Iterator[list[Any]]:
    """Text and numbers go as they are; days and times in the database's own way, each only once worked out."""
    values_of = attrgetter(*(field.attname for field in fields))
    adapted = cache(lambda place, value: fields[place].get_db_prep_save(value, connection))
    moments = [place for place, field in enumerate(fields) if isinstance(field, _NEEDS_ADAPTING)]
    for row in rows:
        values = list(values_of(row))
        for place in moments:
            if values[place] is not None:
                values[place] = adapted(place, values[place])
        yield values


def _names(model: type[Model], fields: Sequence[Any]) -> str:
    """Table and columns, quoted for SQL."""
    quote = connection.ops.quote_name
    return f"{quote(model._meta.db_table)} ({', '.join(quote(field.column) for field in fields)})"
