"""The fields a column of a ledger may be read as, and what they are called for the person who puts one right."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tracker.imports.vocabulary import names

NOT_READ = ""  # the person says: this column is not read
LABELS: dict[str, Promise] = {
    "kind": _("类别"),
    "title": _("标题"),
    "issuer": _("来文单位"),
    "number": _("发文字号"),
    "date": _("日期"),
    "issued_on": _("成文日期"),
    "start": _("开始时间"),
    "end": _("结束时间"),
    "minutes": _("时长"),
    "travel_minutes": _("往返路程"),
    "preparation_minutes": _("准备、办理用时"),
    "attendees": _("人数"),
    "channel": _("渠道"),
    "recipients": _("接收单位"),
    "deadline": _("报送期限"),
    "status": _("状态"),
    "document_format": _("文件形式"),
    "genre": _("文种"),
    "characters": _("字数"),
    "meeting_form": _("会议形式"),
    "topics": _("套开主题数"),
    "meeting_name": _("会议名义"),
    "meeting_category": _("会议类别"),
    "required_rank": _("要求谁参加"),
    "inspection_type": _("督检考类型"),
    "plan_status": _("计划情况"),
    "approval_number": _("批准文号"),
    "admission_number": _("准入号"),
    "emergency": _("应急类"),
    "law_enforcement": _("行政执法检查"),
    "asks_report": _("要求报送情况"),
    "asks_form": _("要求填表"),
    "asks_trace": _("要求留痕照片"),
    "manner": _("方式"),
    "team": _("来检人数"),
    "accompany": _("陪同人数"),
    "method": _("检查方式"),
    "materials": _("提供材料份数"),
    "place": _("地点"),
    "copies": _("份数"),
    "pages": _("页数"),
    "drafter": _("拟稿单位"),
    "period": _("计划时段"),
    "frequency": _("频次"),
    "secrecy": _("密级"),
    "remark": _("备注"),
}


def field_label(name: str) -> str:
    """What a field is called; 不读 for a column that is not read."""
    return str(LABELS.get(name, name)) if name else str(_("不读"))


def field_choices() -> list[tuple[str, str]]:
    """Every field a column may be given, with its label, the choice not to read it first."""
    return [(NOT_READ, field_label(NOT_READ)), *((name, field_label(name)) for name in names("columns"))]
