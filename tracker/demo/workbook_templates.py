"""A table of the demo's supervisor, handed in and taken away filled, so that the register of exports has a line."""

from datetime import date

from django.contrib.auth.models import User

from tracker.actions.workbook_templates import keep_template
from tracker.imports.workbook_templates import read_template
from tracker.models.exports import Export
from tracker.models.posts import post_of
from tracker.workbooks.files import content_of
from tracker.workbooks.filling.export import filled_export
from tracker.workbooks.filling.sample import sample_template

NAME = "精简会议文件情况表"


def make_template(today: date, by: User) -> Export:
    """Its export. Raises ImportFileError should the sample be no template, which would be a fault of ours."""
    post = post_of(by)
    assert post is not None
    book = content_of(sample_template())
    file_name = f"{NAME}.xlsx"
    stored = [place.stored() for place in read_template(file_name, book)]
    template = keep_template(post.office, NAME, file_name, book, stored, by=by)
    _content, export = filled_export(by, template, post.office, today)
    return export
