"""Why a paper is refused. Nothing of its text is in the reason or the sentence."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tracker.imports.problems import ImportFileError

CLASSIFIED, NO_TEXT_LAYER, NOT_A_PAPER = "classified", "no_text_layer", "not_a_paper"
UNREADABLE, PROTECTED, TOO_LARGE = "unreadable", "protected", "too_large"
_SENTENCES: dict[str, str | Promise] = {
    CLASSIFIED: _("文件带有密级标志，已拒收，未留存任何内容。"),
    NO_TEXT_LAYER: _("文件是扫描件或图片，没有可读取的文字。请改用带文字的 .docx 或 .pdf，或手工登记。"),
    NOT_A_PAPER: _("没有认出公文的标题。请确认是否为公文，或手工登记。"),
    UNREADABLE: _("文件已损坏，或不是 .docx、.pdf 文件。"),
    PROTECTED: _("文件设有打开密码。请去掉密码后再上传。"),
    TOO_LARGE: _("文件过大，未读取。请手工登记。"),
}


class PaperRefusedError(ImportFileError):
    """The paper is not read. reason: a word that stays stable for programs. The only exception of this room."""

    def __init__(self, reason: str) -> None:
        super().__init__(_SENTENCES[reason])
        self.reason = reason
