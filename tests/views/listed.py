"""What the list behind a link states, asked without rendering it: the same form, the same query."""

from urllib.parse import urlsplit

from django.http import QueryDict

from tracker.forms.item_filters import ItemFilterForm
from tracker.queries.items import sums


def listed(user, address):
    """The sums of /items/ at this address; fails for a condition that the list would leave out."""
    form = ItemFilterForm(QueryDict(urlsplit(address).query), user=user)
    wanted = form.wanted()
    assert not form.errors, form.errors
    return sums(user, wanted)
