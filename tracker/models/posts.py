"""Posts (岗位): who works where, in which role, and therefore what they see."""

from datetime import date

from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.models.offices import Office, OfficeQuerySet


class Post(models.Model):
    """A user's role at an office. A user has one post at most; without one they see nothing."""

    class Role(models.TextChoices):
        CLERK = "clerk", _("经办人员")
        HEAD = "head", _("单位负责人")
        ISSUER = "issuer", _("发文单位经办")
        SUPERVISOR = "supervisor", _("减负办（督查）")
        AUDITOR = "auditor", _("审计人员")
        ADMINISTRATOR = "administrator", _("管理员")
        LEADER = "leader", _("分管领导")

    user = models.OneToOneField(User, models.CASCADE, verbose_name=_("用户"))
    office = models.ForeignKey(Office, models.PROTECT, verbose_name=_("单位"), related_name="posts")
    role = models.CharField(_("角色"), max_length=16, choices=Role)

    class Meta:
        verbose_name = _("岗位")
        verbose_name_plural = _("岗位")

    def __str__(self) -> str:
        return f"{self.office} {self.get_role_display()}"


def post_of(user: User | AnonymousUser) -> Post | None:
    """The user's post; None for a visitor or a disabled account."""
    return getattr(user, "post", None) if user.is_active else None


def offices_visible_to(user: User | AnonymousUser) -> OfficeQuerySet:
    """Offices whose ledger this user may see. The rule of scope is written only here.

    A post opens its own office and everything below it: a county's supervisor the county, a town's clerk the
    town and its villages, a bureau itself. What a bureau sent is seen through its items (Item.visible_to).
    """
    post = post_of(user)
    return Office.objects.none() if post is None else Office.objects.within(post.office)


def landed_in_scope_of(user: User | AnonymousUser, office_path: str, issuer: str) -> Q:
    """A condition for rows that landed on, or were issued by, an office this user may see.

    office_path, issuer: names of the columns that hold the receiver's path and the issuer.
    """
    post = post_of(user)
    if post is None:
        return Q(pk__in=[])
    area = post.office
    received = Q(**{f"{office_path}__gte": area.path, f"{office_path}__lt": area.path_end})
    return received | Q(**{f"{issuer}__in": offices_visible_to(user)})


def recipients_open_to(user: User | AnonymousUser, day: date) -> OfficeQuerySet:
    """Offices this user may log landings for, in official order: those that existed on the day.

    Clerks and heads: their own office and the grassroots offices below it. Supervisors: every grassroots office of
    their area. Issuers: every grassroots office of the area their office belongs to, a bureau the towns and villages
    of its county. Auditors and administrators log nothing.
    """
    post = post_of(user)
    if post is None or post.role not in LOGGING_ROLES:
        return Office.objects.none()
    within = Office.objects.within(_served_area(post)).in_force(day)
    if post.role in SENDING_ROLES:
        return within.receivers().exclude(pk=post.office_id).order_by("path")
    return within.filter(Q(kind__in=Office.GRASSROOTS_KINDS) | Q(pk=post.office_id)).order_by("path")


LOGGING_ROLES = (Post.Role.CLERK, Post.Role.HEAD, Post.Role.ISSUER, Post.Role.SUPERVISOR)
SENDING_ROLES = (Post.Role.ISSUER, Post.Role.SUPERVISOR)


def _served_area(post: Post) -> Office:
    """Where an office's recipients are: below itself for a region or a town, below its parent for a bureau."""
    office = post.office
    has_own_area = office.kind in (Office.Kind.REGION, *Office.GRASSROOTS_KINDS) or office.depth == 1
    if post.role == Post.Role.ISSUER and not has_own_area:
        return Office.objects.get_parent(office)
    return office
