"""Groups of offices that a target speaks of together, kept by who sets targets."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tracker.actions.office_groups import GroupInUseError, delete_group, save_group
from tracker.forms.office_groups import OfficeGroupForm
from tracker.models.office_groups import OfficeGroup
from tracker.models.posts import post_of
from tracker.permissions import Permission, UserRequest, may, requires
from tracker.queries.office_groups import group_rows, groups_open_to

UNPROCESSABLE = 422


@require_GET
@requires(Permission.VIEW)
def page(request: UserRequest) -> HttpResponse:
    context = {"rows": group_rows(request.user), "may_set": may(request.user, Permission.SET_TARGETS)}
    return render(request, "tracker/office_groups/list.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.SET_TARGETS)
def add(request: UserRequest) -> HttpResponse:
    post = post_of(request.user)
    initial = {"area": post.office_id if post else None}
    return _filled_in(request, OfficeGroupForm(request.POST or None, user=request.user, initial=initial))


@require_http_methods(["GET", "POST"])
@requires(Permission.SET_TARGETS)
def edit(request: UserRequest, pk: int) -> HttpResponse:
    group = get_object_or_404(groups_open_to(request.user), pk=pk)
    return _filled_in(request, OfficeGroupForm(request.POST or None, user=request.user, instance=group), group)


@require_http_methods(["GET", "POST"])
@requires(Permission.SET_TARGETS)
def delete(request: UserRequest, pk: int) -> HttpResponse:
    group = get_object_or_404(groups_open_to(request.user), pk=pk)
    if request.method == "POST":
        try:
            delete_group(group)
        except GroupInUseError:
            messages.warning(request, _("还有目标设给这个分组，没有删除。请先改这些目标。"))
            return redirect("office_group_edit", pk)
        messages.success(request, _("分组已删除。"))
        return redirect("office_groups")
    return render(request, "tracker/office_groups/delete.html", {"group": group})


def _filled_in(request: UserRequest, form: OfficeGroupForm, group: OfficeGroup | None = None) -> HttpResponse:
    """The form; once it is sound and not only looking for offices, the list."""
    if form.is_bound and not form.is_looking and form.is_valid():
        saved = save_group(form.save(commit=False), form.cleaned_data["members"])
        number = saved.members.count()
        messages.success(request, _("已保存。分组“%(name)s”有 %(number)s 个单位。") % {"name": saved, "number": number})
        return redirect("office_groups")
    return _form_page(request, form, group)


def _form_page(request: UserRequest, form: OfficeGroupForm, group: OfficeGroup | None) -> HttpResponse:
    is_classified = form.is_bound and form.is_classified
    shows_errors = form.is_bound and not form.is_looking
    status = UNPROCESSABLE if is_classified or (shows_errors and form.errors) else 200
    kept = get_object_or_404(groups_open_to(request.user), pk=group.pk) if group else None
    if is_classified:
        form = OfficeGroupForm(user=request.user, instance=kept)
    context = {"form": form, "group": kept, "is_classified": is_classified, "shows_errors": shows_errors}
    return render(request, "tracker/office_groups/edit.html", context, status=status)
