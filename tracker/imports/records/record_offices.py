"""Who sent it and on whom it landed."""

from django.utils.translation import gettext as _

from tracker.imports.records.readings import Reading, check_length
from tracker.imports.values.issuers import understand_issuers
from tracker.imports.values.recipients import other_addressees, understand_recipients

LONGEST_ISSUER = 300  # characters that Item holds


def read_issuers(reading: Reading) -> None:
    """The column of issuers; else the number tells, and the items of a list of what was sent are home's."""
    record, names = reading.record, reading.ledger.names
    text = record.issuer_text = reading.text("issuer")
    if text:
        reading.attempt("issuer", check_length, text, LONGEST_ISSUER)
        record.issuers = reading.attempt("issuer", reading.recall, understand_issuers, text, names) or []
        return
    by_number = names.by_number(record.numbers[0]) if record.numbers else None
    if by_number is None and "recipients" in reading.mapping and "issuer" not in reading.mapping:
        by_number = reading.ledger.home
    if by_number is None:
        reading.refuse("issuer", _("没有来文单位，文号也看不出是哪个单位。请补上。"))
    else:
        record.issuers, record.issuer_text = [by_number], by_number.name


def read_drafter(reading: Reading) -> None:
    """The full name of who drafted it, or the words as they stand where nobody is known by them."""
    if text := reading.text("drafter"):
        known = reading.ledger.names.known(text)
        reading.record.drafter = known[0].name if len(known) == 1 else text


def read_receivers(reading: Reading) -> None:
    """The column of recipients, or else home; nobody receives what is their own."""
    record, names = reading.record, reading.ledger.names
    if text := reading.text("recipients"):
        found = reading.attempt("recipients", reading.recall, understand_recipients, text, names)
        record.is_sent_list = True
        record.other_addressees = [] if found is None else reading.recall(other_addressees, text, names)
    else:
        found = [reading.ledger.home]
    if found is None or not record.issuers:
        return
    record.receivers = [office for office in found if office != record.issuers[0]]
    if not record.receivers and not (record.is_sent_list and record.other_addressees):
        reading.doubt(
            "recipients_not_determinable", _("看不出由哪个单位接收：来文单位就是本单位，或没有写明主送单位。")
        )
