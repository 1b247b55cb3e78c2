"""Other names of offices, as clerks confirm them."""

import unicodedata
from os.path import commonprefix

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from tracker.models.offices import Office, OfficeAlias
from tracker.rules.classified import is_classified

LONGEST = 100


class AliasRefusedError(Exception):
    """The text cannot become an alias. Carries one sentence."""


@transaction.atomic
def confirm_alias(text: str, office: Office, home: Office, by: User) -> OfficeAlias:
    """Remember that in the ledgers of `home` a text means this office; said elsewhere too, it holds everywhere.

    A name that several offices bear may be given to one of them: it decides between those equally near, and only in
    the area where it was said. An earlier answer of the same home is replaced.
    Raises AliasRefusedError for a text that is empty, marked secret, too long, or the name or code of another office.
    """
    name = "".join(unicodedata.normalize("NFKC", text).split())
    is_own_name = _check(name, office)
    OfficeAlias.objects.filter(name=name, said_in=home).exclude(office=office).delete()
    alias = OfficeAlias.objects.filter(name=name, office=office).select_related("said_in").first()
    if alias is None:
        return OfficeAlias.objects.create(name=name, office=office, said_in=home, confirmed_by=by)
    if alias.said_in is not None and alias.said_in != home:
        alias.said_in = _area_of_both(alias.said_in, home) if is_own_name else None
        alias.save(update_fields=["said_in"])
    return alias


def take_back_alias(alias: OfficeAlias) -> None:
    """Forget it. What was imported with it stays."""
    alias.delete()


def _check(name: str, office: Office) -> bool:
    """Whether the text is the office's own name, which others bear too. Raises AliasRefusedError."""
    if not name or len(name) > LONGEST:
        raise AliasRefusedError(_("别名应有 1 到 %(most)s 个字。") % {"most": LONGEST})
    if is_classified(name):
        raise AliasRefusedError(_("这段文字有密级标志，没有保存。"))
    bearers = list(Office.objects.filter(Q(name__iexact=name) | Q(code__iexact=name)))
    if not bearers:
        return False
    if office in bearers and len(bearers) > 1:
        return True
    raise AliasRefusedError(
        _("“%(name)s”已经是“%(office)s”的名称或代码，不能再作别名。") % {"name": name, "office": bearers[0].name}
    )


def _area_of_both(one: Office, other: Office) -> Office | None:
    shared = commonprefix([one.path, other.path])
    length = len(shared) // Office.steplen * Office.steplen
    return Office.objects.filter(path=shared[:length]).first()
