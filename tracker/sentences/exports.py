"""What checking a workbook says."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.figures import count_text
from tracker.measures.alterations import Comparison
from tracker.models.exports import Export


def checking_finding(comparison: Comparison, export: Export) -> str:
    """One sentence: unaltered, or how many cells on how many sheets are not what they were."""
    number = {"number": export.number}
    if comparison.is_unaltered:
        return _("✓ 与导出时一致：编号 %(number)s，没有一格改动") % number
    if not comparison.cells:
        return _("▲ 编号 %(number)s：各格没有改动，工作表有增减") % number
    sheets = len({cell.sheet for cell in comparison.cells})
    told = number | {"cells": count_text(len(comparison.cells)), "sheets": sheets}
    return (
        ngettext(
            "▲ 编号 %(number)s：%(sheets)s张工作表上有%(cells)s格与导出时不同",
            "▲ 编号 %(number)s：%(sheets)s张工作表上有%(cells)s格与导出时不同",
            len(comparison.cells),
        )
        % told
    )


def checked_words(comparison: Comparison, *, same_file: bool) -> str:
    """What the finding rests on."""
    if same_file:
        return _("文件一字节未动，校验值相同。")
    return _("逐格比对 %(number)s 格。格式、列宽、打印设置不在比对之内，另存过不影响结果。") % {
        "number": count_text(comparison.checked)
    }
