"""Items (事项): one thing pushed down by an issuer. Meeting, Document and Inspection are views of this one table."""

from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from tracker.models.batches import Batch
from tracker.models.counting_rules import CountingClause
from tracker.models.deliveries import Delivery
from tracker.models.kinds import Kind
from tracker.models.offices import Office
from tracker.models.plans import PlanLine
from tracker.models.posts import offices_visible_to
from tracker.models.series import Series
from tracker.periods import Span, month_of


class ItemQuerySet(models.QuerySet["Item"]):
    def visible_to(self, user: User | AnonymousUser) -> "ItemQuerySet":
        """Items that landed on, or were sent by, an office the user may see; withdrawn ones included."""
        landed = Delivery.objects.visible_to(user).filter(item=OuterRef("pk"))
        return self.filter(Exists(landed) | Q(issuer__in=offices_visible_to(user)))

    def standing(self) -> "ItemQuerySet":
        """Without the withdrawn ones."""
        return self.filter(withdrawn_at__isnull=True)

    def during(self, span: Span) -> "ItemQuerySet":
        return self.filter(day__range=(span.first, span.last))


class Item(models.Model):
    """One meeting, document or inspection, whoever received it. It counts once, in the month of its day."""

    class Channel(models.TextChoices):
        OA = "oa", _("OA 系统")
        PAPER = "paper", _("纸质")
        CHAT = "chat", _("工作群")
        APP = "app", _("政务 APP")
        PHONE = "phone", _("电话")
        MAIL = "mail", _("邮件")
        VERBAL = "verbal", _("口头")

    class RequiredRank(models.TextChoices):
        PRINCIPAL = "principal", _("党政主要负责同志")
        DEPUTY = "deputy", _("分管负责同志")
        STAFF = "staff", _("工作人员")
        VILLAGE = "village", _("村（社区）主要负责人")

    class DocumentFormat(models.TextChoices):
        RED_HEAD = "red_head", _("红头文件")
        LETTER = "letter", _("函")
        WHITE_HEAD = "white_head", _("白头文件")
        MEMO = "memo", _("便函、便笺")
        WORK_TIP = "work_tip", _("工作提示")
        BULLETIN = "bulletin", _("简报")
        TELEGRAM = "telegram", _("明传电报")
        CHAT_NOTICE = "chat_notice", _("群通知")
        APP_NOTICE = "app_notice", _("APP 通知")

    class Genre(models.TextChoices):
        NOTICE = "notice", _("通知")
        OPINION = "opinion", _("意见")
        CIRCULAR = "circular", _("通报")
        LETTER = "letter", _("函")
        PLAN = "plan", _("方案")
        DECISION = "decision", _("决定")
        REPLY = "reply", _("批复")
        MINUTES = "minutes", _("纪要")
        PERSONNEL = "personnel", _("人事任免")
        PUBLICITY = "publicity", _("公示")
        MEETING_NOTICE = "meeting_notice", _("会议通知")
        OTHER = "other", _("其他")

    class MeetingForm(models.TextChoices):
        IN_PERSON = "in_person", _("现场会议")
        VIDEO = "video", _("视频会议")
        BUNDLED = "bundled", _("套开")

    class MeetingName(models.TextChoices):
        COMMITTEE = "committee", _("党委、政府名义")
        GENERAL_OFFICE = "general_office", _("两办名义")
        DEPARTMENT = "department", _("部门名义")
        COORDINATION = "coordination", _("议事协调机构名义")

    class MeetingCategory(models.TextChoices):
        STATUTORY = "statutory", _("法定会议")
        COUNTY_WIDE = "county_wide", _("全县（市）性会议")
        SPECIAL = "special", _("专题会议")
        DISPATCH = "dispatch", _("调度会")
        PROMOTION = "promotion", _("推进会")
        TRAINING = "training", _("培训")
        FORUM = "forum", _("座谈会")
        FIELD = "field", _("现场观摩会")
        BUSINESS = "business", _("业务会议")

    class InspectionType(models.TextChoices):
        SUPERVISION = "supervision", _("督查")
        INSPECTION = "inspection", _("检查")
        ASSESSMENT = "assessment", _("考核")
        EVALUATION = "evaluation", _("评估")
        ACCEPTANCE = "acceptance", _("验收")
        RESEARCH = "research", _("调研")
        OBSERVATION = "observation", _("观摩")
        PATROL = "patrol", _("巡查")
        THIRD_PARTY = "third_party", _("第三方测评")

    class PlanStatus(models.TextChoices):
        PLANNED = "planned", _("计划内")
        UNPLANNED = "unplanned", _("计划外")

    class Source(models.TextChoices):
        FORM = "form", _("网页登记")
        PASTE = "paste", _("粘贴通知")
        PAPER = "paper", _("拖入公文")
        SERIES = "series", _("例行事项")
        IMPORT = "import", _("文件导入")
        DEMO = "demo", _("演示数据")

    kind = models.CharField(_("类别"), max_length=12, choices=Kind)
    issuer = models.ForeignKey(Office, models.PROTECT, related_name="sent_items", verbose_name=_("来文单位"))
    issuer_text = models.CharField(
        _("来文单位（原文）"),
        max_length=300,
        blank=True,
        help_text=_("台账上的写法；联合发文时第一个为牵头单位。"),
    )
    title = models.CharField(_("标题"), max_length=500)
    day = models.DateField(_("日期"), help_text=_("会议召开、文件收到、检查到场的日期；计入这一天所在的月份。"))
    month = models.PositiveIntegerField(_("月份"), editable=False)
    channel = models.CharField(_("渠道"), max_length=8, choices=Channel, blank=True)
    emergency = models.BooleanField(_("应急类"), default=False, help_text=_("不占限额，工时照计。"))
    required_rank = models.CharField(_("要求谁参加"), max_length=10, choices=RequiredRank, blank=True)
    asks_report = models.BooleanField(_("要求报送情况"), default=False)
    asks_form = models.BooleanField(_("要求填表"), default=False)
    asks_trace = models.BooleanField(_("要求留痕照片"), default=False)
    deadline = models.DateField(_("报送期限"), null=True, blank=True)

    document_number = models.CharField(_("发文字号"), max_length=80, blank=True, db_index=True)
    document_format = models.CharField(_("文件形式"), max_length=12, choices=DocumentFormat, blank=True)
    genre = models.CharField(_("文种"), max_length=16, choices=Genre, blank=True)
    issued_on = models.DateField(_("成文日期"), null=True, blank=True)
    characters = models.PositiveIntegerField(_("字数"), null=True, blank=True)

    starts_at = models.TimeField(_("开始时间"), null=True, blank=True)
    minutes = models.PositiveIntegerField(_("时长（分钟）"), null=True, blank=True)
    meeting_form = models.CharField(_("会议形式"), max_length=12, choices=MeetingForm, blank=True)
    meeting_name = models.CharField(_("会议名义"), max_length=16, choices=MeetingName, blank=True)
    meeting_category = models.CharField(_("会议类别"), max_length=12, choices=MeetingCategory, blank=True)
    topics = models.PositiveSmallIntegerField(_("套开主题数"), null=True, blank=True)

    inspection_type = models.CharField(_("督检考类型"), max_length=12, choices=InspectionType, blank=True)
    plan_status = models.CharField(_("计划情况"), max_length=10, choices=PlanStatus, blank=True)
    plan_line = models.ForeignKey(
        PlanLine, models.SET_NULL, null=True, blank=True, related_name="items", verbose_name=_("计划事项")
    )
    parent = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("上级来文"),
        help_text=_("这一事项是为落实哪一件发的。"),
    )
    admission_number = models.CharField(_("准入号"), max_length=40, blank=True, db_index=True)
    without_admission = models.BooleanField(_("无号"), default=False, help_text=_("来文、来电没有准入号。"))
    approval_number = models.CharField(_("批准文号"), max_length=80, blank=True)
    comprehensive = models.BooleanField(_("综合性"), default=False, help_text=_("综合性督检考、综合性工作会议。"))
    law_enforcement = models.BooleanField(_("行政执法检查"), default=False)

    official = models.BooleanField(_("计入统计口径"), default=False)
    official_clause = models.ForeignKey(
        CountingClause,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("口径条款"),
    )
    official_override = models.BooleanField(
        _("人工改判"), null=True, blank=True, choices=[(True, _("改为计入")), (False, _("改为不计入"))]
    )
    official_reason = models.CharField(_("改判理由"), max_length=200, blank=True)

    withdrawn_at = models.DateTimeField(_("撤回时间"), null=True, blank=True, editable=False)
    withdrawn_reason = models.CharField(_("撤回理由"), max_length=200, blank=True)
    logged_by = models.ForeignKey(User, models.SET_NULL, null=True, editable=False, verbose_name=_("登记人"))
    logged_at = models.DateTimeField(_("登记时间"), auto_now_add=True)
    logged_for = models.ForeignKey(
        Office, models.PROTECT, related_name="logged_items", editable=False, verbose_name=_("登记单位")
    )
    source = models.CharField(_("来源"), max_length=8, choices=Source, default=Source.FORM, editable=False)
    batch = models.ForeignKey(
        Batch, models.PROTECT, null=True, editable=False, related_name="items", verbose_name=_("导入批次")
    )
    series = models.ForeignKey(
        Series, models.SET_NULL, null=True, editable=False, related_name="items", verbose_name=_("例行事项")
    )
    fingerprint = models.CharField(max_length=64, db_index=True, editable=False)
    submission = models.UUIDField(null=True, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ItemQuerySet.as_manager()
    history = HistoricalRecords(verbose_name=_("修改记录"))

    class Meta:
        verbose_name = _("事项")
        verbose_name_plural = _("事项")
        ordering = ["-day", "-pk"]
        indexes = [
            models.Index(fields=["issuer", "kind", "month", "official"], name="item_by_issuer"),
            models.Index(fields=["day", "id"], name="item_by_day"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(month__gte=199001, month__lte=210012), name="item_month_is_a_month"),
            models.CheckConstraint(
                condition=~Q(kind=Kind.DOCUMENT) | ~Q(document_format=""),
                name="document_has_a_format",
                violation_error_message=_("请选择文件形式。"),
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.MEETING) | ~Q(meeting_form=""),
                name="meeting_has_a_form",
                violation_error_message=_("请选择会议形式。"),
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.INSPECTION) | (~Q(inspection_type="") & ~Q(plan_status="")),
                name="inspection_has_a_type_and_plan",
                violation_error_message=_("请选择督检考类型和计划情况。"),
            ),
            models.CheckConstraint(
                condition=Q(official_override__isnull=True) | ~Q(official_reason=""),
                name="override_has_a_reason",
                violation_error_message=_("改判是否计入统计口径，要写明理由。"),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.month = month_of(self.day)
        super().save(*args, **kwargs)

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None
