"""Django's admin for administrators: offices, accounts, counting rules, norms. The ledger itself is not kept here."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import AnonymousUser, Group, User
from django.db import models
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tracker.actions.offices import change_kind, move_office
from tracker.models.batches import Batch
from tracker.models.counting_rules import CountingClause, CountingRule
from tracker.models.norms import Norm
from tracker.models.offices import NumberPrefix, Office, OfficeAlias, OfficeQuerySet
from tracker.models.posts import Post, offices_visible_to, post_of
from tracker.models.workdays import Workday
from tracker.views.administration import administers


class ForAdministrators:
    """Administrators may look, add and change; nothing is deleted unless a class says so."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return administers(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return administers(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return administers(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return administers(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class Deletable(ForAdministrators):
    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return administers(request)


def offices_administered_by(user: User | AnonymousUser) -> OfficeQuerySet:
    """The offices of the administrator's scope; all of them for the installer, who has no post."""
    return Office.objects.all() if post_of(user) is None else offices_visible_to(user)


class AliasInline(Deletable, admin.TabularInline):
    model = OfficeAlias
    fk_name = "office"
    extra = 0


class PrefixInline(Deletable, admin.TabularInline):
    model = NumberPrefix
    extra = 0


class OfficeForm(forms.ModelForm):
    """Where an office stands in the tree is its parent; moving it takes its ledger along (actions.offices)."""

    parent = forms.ModelChoiceField(Office.objects.none(), label=_("上级单位"), required=False)

    class Meta:
        model = Office
        fields = ["code", "name", "kind", "level", "valid_from", "valid_to", "successor"]

    def clean_parent(self) -> Office | None:
        parent: Office | None = self.cleaned_data["parent"]
        if parent is None and self.instance.depth != 1 and not self.may_plant:
            raise forms.ValidationError(_("请选择上级单位。"))
        if parent is not None and self.instance.pk and self.instance.contains(parent):
            raise forms.ValidationError(_("不能移到自己或下级单位之下。"))
        return parent

    may_plant = False


@admin.register(Office)
class OfficeAdmin(ForAdministrators, admin.ModelAdmin):
    """The tree as an indented list. Treebeard's own admin would move nodes without moving their ledger."""

    form = OfficeForm
    list_display = ["indented", "code", "kind", "level", "valid_to"]
    list_filter = ["level", "kind"]
    search_fields = ["name", "code", "aliases__name"]
    ordering = ["path"]
    inlines = [AliasInline, PrefixInline]
    list_per_page = 100

    @admin.display(description=_("单位"))
    def indented(self, office: Office) -> str:
        return "　" * (office.depth - 1) + office.name

    def get_queryset(self, request: HttpRequest) -> OfficeQuerySet:
        return offices_administered_by(request.user).order_by("path")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        mine = offices_administered_by(request.user).order_by("path")
        form.base_fields["parent"].queryset = mine
        form.base_fields["parent"].initial = _parent_of(obj)
        form.base_fields["successor"].queryset = mine
        post = post_of(request.user)
        form.may_plant = post is None or (obj is not None and obj == post.office)
        return form

    def save_model(self, request: HttpRequest, obj: Office, form: OfficeForm, change: bool) -> None:
        parent = form.cleaned_data["parent"]
        if not change:
            _plant(obj, parent)
            return
        (change_kind if "kind" in form.changed_data else Office.save)(obj)
        if parent is not None and parent != _parent_of(obj):
            moved = move_office(Office.objects.get(pk=obj.pk), parent)
            obj.path, obj.depth = moved.path, moved.depth


def _plant(office: Office, parent: Office | None) -> None:
    if parent is None:
        Office.objects.add_root(instance=office)
    else:
        Office.objects.add_child(Office.objects.get(pk=parent.pk), instance=office)


def _parent_of(office: Office | None) -> Office | None:
    if office is None or office.depth == 1:
        return None
    return Office.objects.get(path=office.path[: -Office.steplen])


class PostInline(Deletable, admin.StackedInline):
    model = Post
    verbose_name_plural = _("岗位：决定看得到什么、能做什么")
    min_num = 1

    def formfield_for_foreignkey(self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "office":
            kwargs["queryset"] = offices_administered_by(request.user).order_by("path")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


admin.site.unregister([User, Group])


@admin.register(User)
class AccountAdmin(ForAdministrators, UserAdmin):
    """Accounts and their posts. Rights come from the post alone, so Django's own rights are not offered."""

    fieldsets = [(None, {"fields": ["username", "password", "first_name", "email", "is_active"]})]
    add_fieldsets = [(None, {"fields": ["username", "usable_password", "password1", "password2"]})]
    list_display = ["username", "first_name", "post", "is_active", "last_login"]
    list_filter = ["is_active", "post__role"]
    list_select_related = ["post__office"]
    filter_horizontal = []
    inlines = [PostInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Accounts at offices of the scope, and those without a post."""
        users = super().get_queryset(request)
        if post_of(request.user) is None:
            return users
        mine = Q(post__office__in=offices_visible_to(request.user))
        return users.filter(mine | Q(post__isnull=True, is_superuser=False))


class Looked(ForAdministrators):
    """To look at only: changed on pages of its own, which keep the ledger in step."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ClauseInline(Looked, admin.TabularInline):
    model = CountingClause
    extra = 0


@admin.register(CountingRule)
class CountingRuleAdmin(Looked, admin.ModelAdmin):
    list_display = ["name", "valid_from", "source", "is_draft"]
    inlines = [ClauseInline]


@admin.register(Norm)
class NormAdmin(ForAdministrators, admin.ModelAdmin):
    list_display = ["code", "value", "valid_from", "source"]
    list_filter = ["code"]


@admin.register(Workday)
class WorkdayAdmin(Deletable, admin.ModelAdmin):
    """One row for each day that differs from the plain week."""

    list_display = ["day", "is_working", "name", "source"]
    list_filter = ["is_working", "name"]
    date_hierarchy = "day"


@admin.register(Batch)
class BatchAdmin(ForAdministrators, admin.ModelAdmin):
    list_display = ["file_name", "office", "imported_by", "imported_at"]
    list_select_related = ["office", "imported_by"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Batch]:
        return super().get_queryset(request).filter(office__in=offices_administered_by(request.user))
