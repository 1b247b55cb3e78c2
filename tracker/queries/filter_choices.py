"""Offices and batches by which a user may narrow a list: named in an address, or offered to choose from."""

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Q

from tracker.models.batches import Batch
from tracker.models.deliveries import Delivery
from tracker.models.offices import Office, OfficeQuerySet
from tracker.models.posts import offices_visible_to, post_of

AREAS = (*Office.GRASSROOTS_KINDS, Office.Kind.REGION)
HAMLETS = (Office.Kind.VILLAGE, Office.Kind.COMMUNITY)


def receiver_coded(user: User | AnonymousUser, code: str) -> Office | None:
    """The receiving office with this code; None when there is none the user may ask for."""
    return receivers_open_to(user).filter(code=code).first()


def issuer_coded(user: User | AnonymousUser, code: str) -> Office | None:
    """The issuer with this code: visible to the user, or the sender of something that is. Else None."""
    office = Office.objects.filter(code=code).first()
    if office is None or offices_visible_to(user).filter(pk=office.pk).exists():
        return office
    return office if Delivery.objects.visible_to(user).filter(issuer=office).exists() else None


def batch_numbered(user: User | AnonymousUser, number: int) -> Batch | None:
    """The import with this number; None when there is none into a ledger the user may see."""
    return Batch.objects.visible_to(user).filter(pk=number).first()


def receivers_open_to(user: User | AnonymousUser) -> OfficeQuerySet:
    """Offices whose landings the user may ask for: those they see, and for a bureau also the towns it serves."""
    served = Q(pk__in=offices_visible_to(user).values("pk"))
    post = post_of(user)
    if post is not None and post.office.kind not in AREAS and post.office.depth > 1:
        parent = post.office.path[: -Office.steplen]
        served |= Q(path__startswith=parent, kind__in=Office.GRASSROOTS_KINDS)
    return Office.objects.filter(served)


def receiver_choices(user: User | AnonymousUser, chosen: Office | None) -> list[Office]:
    """Receivers to choose from, in official order: the own office, what lies directly below, and the way to `chosen`
    with what lies below that. Never a whole tree of villages at once."""
    post = post_of(user)
    if post is None:
        return []
    own = post.office
    above = own if own.kind in AREAS or own.depth == 1 else None
    top = own.path if above else own.path[: -Office.steplen]
    near = Q(path=own.path) | _children(top)
    if chosen is not None:
        near |= Q(path__in=chosen.ancestor_paths) | _children(chosen.path)
    shown = receivers_open_to(user).filter(near).filter(Q(kind__in=AREAS) | Q(pk=own.pk))
    return list(shown.order_by("path"))


def issuer_choices(user: User | AnonymousUser, chosen: Office | None) -> list[Office]:
    """Issuers to choose from, in official order: the bodies of the own area and of the areas above, and its towns."""
    post = post_of(user)
    if post is None:
        return []
    own = post.office
    if own.kind not in AREAS and own.depth != 1:
        return [own]
    bodies = Q(path__in=own.ancestor_paths)
    for path in own.ancestor_paths:
        bodies |= _children(path) & ~Q(kind__in=AREAS)
    bodies |= _children(own.path) & ~Q(kind__in=HAMLETS)
    if chosen is not None:
        bodies |= Q(pk=chosen.pk)
    return list(Office.objects.filter(bodies).order_by("path"))


def _children(path: str) -> Q:
    return Q(path__startswith=path, depth=len(path) // Office.steplen + 1)
