"""What is refused of a plan, in a sentence; and what a planned thing is reckoned to cost its receivers."""

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tracker.models.deliveries import Delivery
from tracker.models.items import Item
from tracker.models.kinds import Kind
from tracker.models.plans import Plan, PlanLine
from tracker.rules.time_costs import Norms, set_cost

Status = PlanLine.Status


def reckoned_minutes(line: PlanLine, norms: Norms) -> int | None:
    """Person-minutes at all receivers together: what the line tells, and the norm for what it does not.

    None where nobody said how many offices receive it.
    """
    if line.recipient_count is None:
        return None
    item = Item(kind=line.kind, minutes=None if line.kind == Kind.DOCUMENT else line.minutes)
    at_each = Delivery(people=line.people, minutes=line.minutes)
    set_cost(at_each, item, norms)
    return at_each.cost * line.recipient_count


def check_may_change(line: PlanLine) -> None:
    """A line that was approved stands as it was approved."""
    if line.status == Status.APPROVED:
        raise ValidationError(_("已批准的计划事项不能改。要改，请撤回后另报。"), code="approved")
    if line.status == Status.WITHDRAWN:
        raise ValidationError(_("这一条已撤回，不能改。"), code="withdrawn")


def check_may_withdraw(line: PlanLine) -> None:
    if line.status == Status.WITHDRAWN:
        raise ValidationError(_("这一条已经撤回了。"), code="withdrawn")
    if line.items.standing().exists():
        raise ValidationError(_("已有登记的事项对应这一条，不能撤回。"), code="carried_out")


def check_may_submit(plan: Plan) -> None:
    if plan.status != Plan.Status.DRAFT:
        raise ValidationError(_("这份计划已经报审了。"), code="submitted")
    if not plan.lines.filter(status=Status.PROPOSED).exists():
        raise ValidationError(_("计划里还没有待批准的事项，不能报审。"), code="empty")


def check_may_decide(line: PlanLine, by: User) -> None:
    """Only what waits is decided, once it was submitted, and by somebody who had no hand in asking for it."""
    if line.plan.status == Plan.Status.DRAFT:
        raise ValidationError(_("这份计划还没有报审。"), code="draft")
    if line.status != Status.PROPOSED:
        raise ValidationError(_("这一条已经处理过了。"), code="decided")
    check_is_another_person(line, by)


def check_is_another_person(line: PlanLine, by: User) -> None:
    """Who asked for a line, at any time, or submitted its plan, never approves it."""
    asked = line.requested_by_id == by.pk or line.history.filter(requested_by=by).exists()
    if asked or (not line.is_addition and line.plan.submitted_by_id == by.pk):
        raise ValidationError(_("申请人不能批准自己的申请，请换一位同事批准。"), code="own")


def check_belongs_together(item: Item, line: PlanLine) -> None:
    """An item comes of an approved line of its own issuer and kind, in whatever year it takes place."""
    if line.status != Status.APPROVED:
        raise ValidationError(_("这一条计划没有批准，不能对应。"), code="not_approved")
    if line.plan.issuer_id != item.issuer_id:
        raise ValidationError(
            _("这个准入号属于%(issuer)s，不是本条的来文单位。"), code="issuer", params={"issuer": line.plan.issuer}
        )
    if line.kind != item.kind:
        raise ValidationError(
            _("这是%(kind)s的准入号，与本条的类别不符。"), code="kind", params={"kind": line.get_kind_display()}
        )


def belongs_together(item: Item, line: PlanLine) -> bool:
    try:
        check_belongs_together(item, line)
    except ValidationError:
        return False
    return True
