"""What the ledger stores, one subject a file. Import a model from the file of its subject."""

from tracker.models.assessments import Assessment
from tracker.models.baselines import Baseline
from tracker.models.batches import Batch
from tracker.models.briefs import Brief
from tracker.models.counting_rules import CountingClause, CountingRule
from tracker.models.deliveries import Delivery
from tracker.models.documents import Document
from tracker.models.efforts import Effort
from tracker.models.emergencies import Emergency
from tracker.models.explanations import Explanation
from tracker.models.exports import Export
from tracker.models.findings import Finding
from tracker.models.inspections import Inspection
from tracker.models.items import Item
from tracker.models.ledger_templates import LedgerTemplate
from tracker.models.loads import Load
from tracker.models.meetings import Meeting
from tracker.models.nil_reports import NilReport
from tracker.models.norms import Norm
from tracker.models.office_groups import OfficeGroup
from tracker.models.offices import NumberPrefix, Office, OfficeAlias
from tracker.models.offsets import Offset, OffsetUse, OffsetVerdict
from tracker.models.overruns import Overrun
from tracker.models.plans import Plan, PlanLine
from tracker.models.posts import Post
from tracker.models.presets import Preset, PresetAdoption, Rule
from tracker.models.saved_views import SavedView
from tracker.models.sent_loads import SentLoad
from tracker.models.series import Series
from tracker.models.staffing import Staffing
from tracker.models.targets import Target
from tracker.models.uploads import Upload
from tracker.models.workbook_templates import WorkbookTemplate
from tracker.models.workdays import Workday

__all__ = [
    "Assessment", "Baseline", "Batch", "Brief", "CountingClause", "CountingRule", "Delivery", "Document", "Effort",
    "Emergency", "Explanation", "Export", "Finding", "Inspection", "Item", "LedgerTemplate", "Load", "Meeting",
    "NilReport", "Norm", "NumberPrefix", "Office", "OfficeAlias", "OfficeGroup", "Offset", "OffsetUse", "OffsetVerdict",
    "Overrun", "Plan", "PlanLine", "Post", "Preset", "PresetAdoption", "Rule", "SavedView", "SentLoad", "Series",
    "Staffing", "Target", "Upload", "WorkbookTemplate", "Workday",
]  # fmt: skip
