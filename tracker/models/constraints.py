"""Constraints that speak at the field which mends them, instead of above the whole form."""

from collections.abc import Collection, Mapping

from django.core.exceptions import ValidationError
from django.db import models


def check_at_fields(row: models.Model, field_of: Mapping[str, str], exclude: Collection[str] | None) -> None:
    """Check every constraint of the row's model. field_of: name of the constraint to name of the field.

    Raises ValidationError with the sentences by field.
    """
    found: dict[str, list[str]] = {}
    for constraint in row._meta.constraints:
        try:
            constraint.validate(type(row), row, exclude=set(exclude or ()))
        except ValidationError as error:
            found.setdefault(field_of[constraint.name], []).extend(error.messages)
    if found:
        raise ValidationError(found)
