"""Whom a person may log for holds for their files too: a file must not open what the form keeps closed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from tracker.imports.layouts.lines import Line
from tracker.imports.problems import CellError
from tracker.models.offices import Office
from tracker.models.posts import Post, offices_visible_to, post_of, recipients_open_to

_SPEAKS_FOR = {Office.Kind.PARTY, Office.Kind.GOVERNMENT, Office.Kind.REGION}


@dataclass(frozen=True, slots=True)
class Reach:
    """home: whose ledger it is. open: offices the person may log for. own: offices they may issue for; None: any."""

    home: Office
    open: frozenset[int]
    own: frozenset[int] | None

    @property
    def is_received(self) -> bool:
        """Whether the ledger is that of an office which receives: on whom else it landed is not its to tell."""
        return self.home.kind in Office.GRASSROOTS_KINDS

    def refusal(self, issuer: Office, receivers: list[Office], inside: list[Office]) -> str:
        """Why a row cannot be stored by this person; empty when it can."""
        outside = next((office for office in receivers if office not in inside and self._matters(office, inside)), None)
        if outside is not None:
            return _("您不能为“%(office)s”登记。请只留下本单位和所属单位的行。") % {"office": outside}
        sends = any(not self.home.contains(office) for office in inside)
        if sends and self.own is not None and issuer.pk not in self.own and not self._speaks_for(issuer):
            return _("您只能以本单位的名义登记，不能以%(office)s的名义。") % {"office": issuer}
        return ""

    def _matters(self, outside: Office, inside: list[Office]) -> bool:
        """Beside addressees in reach a bureau is left out, as 县直各单位 is; a town leaves out everybody else."""
        return not inside or (outside.kind in Office.GRASSROOTS_KINDS and not self.is_received)

    def _speaks_for(self, issuer: Office) -> bool:
        """A general office keeps the register of its committee and government too."""
        return self.home.kind == Office.Kind.GENERAL_OFFICE and issuer.kind in _SPEAKS_FOR


def keep_to_scope(lines: Iterable[Line], home: Office, by: User, today: date) -> None:
    """Refuse rows that land where the person may not log. In the ledger of a town, other addressees are left out."""
    reach = _reach(home, by, today)
    for line in lines:
        record = line.record
        if line.outcome is not None or record is None or not record.issuers:
            continue
        inside = [office for office in record.receivers if office.pk in reach.open or home.contains(office)]
        if sentence := reach.refusal(record.issuers[0], record.receivers, inside):
            line.refuse("out_of_scope", [CellError(line.sheet, line.row, "", "", sentence)])
        record.receivers = inside


def _reach(home: Office, by: User, today: date) -> Reach:
    post = post_of(by)
    is_issuer = post is not None and post.role == Post.Role.ISSUER
    seen = frozenset(offices_visible_to(by).values_list("pk", flat=True))
    served = frozenset(recipients_open_to(by, today).values_list("pk", flat=True))
    return Reach(home, served | seen, seen if is_issuer else None)
