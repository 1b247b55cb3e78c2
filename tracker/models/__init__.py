"""What the ledger stores, one subject a file. Import a model from the file of its subject."""

from tracker.models.baselines import Baseline
from tracker.models.batches import Batch
from tracker.models.counting_rules import CountingClause, CountingRule
from tracker.models.deliveries import Delivery
from tracker.models.documents import Document
from tracker.models.efforts import Effort
from tracker.models.inspections import Inspection
from tracker.models.items import Item
from tracker.models.ledger_templates import LedgerTemplate
from tracker.models.loads import Load
from tracker.models.meetings import Meeting
from tracker.models.nil_reports import NilReport
from tracker.models.norms import Norm
from tracker.models.offices import NumberPrefix, Office, OfficeAlias
from tracker.models.posts import Post
from tracker.models.series import Series
from tracker.models.targets import Target
from tracker.models.uploads import Upload

__all__ = [
    "Baseline", "Batch", "CountingClause", "CountingRule", "Delivery", "Document", "Effort", "Inspection", "Item",
    "LedgerTemplate", "Load", "Meeting", "NilReport", "Norm", "NumberPrefix", "Office", "OfficeAlias", "Post",
    "Series", "Target", "Upload",
]  # fmt: skip
