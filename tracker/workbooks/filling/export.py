"""A template filled for one office and day, registered like every other export."""

from datetime import date

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tracker.actions.exports import begin_export, digest_of, finish_export, marked_as_failed
from tracker.models.exports import Export
from tracker.models.offices import Office
from tracker.models.workbook_templates import WorkbookTemplate
from tracker.queries.overview import overview
from tracker.workbooks.filling.figures import Source
from tracker.workbooks.filling.places import Place
from tracker.workbooks.filling.templates import fill, log_of_filled
from tracker.workbooks.words import Edition, cut_off_words, maker_of


def filled_export(user: User, template: WorkbookTemplate, area: Office, as_of: date) -> tuple[bytes, Export]:
    """The file and its entry in the register. Raises TemplateError where a list finds no room."""
    words = _("模板“%(name)s”，%(words)s") % {"name": template.name, "words": cut_off_words(as_of, None)}
    asked = {"template": template.pk, "as_of": as_of.isoformat(), "language": get_language()}
    name = _file_name(template, area, as_of)
    entry = begin_export(user, Export.Content.TEMPLATE, area, asked=asked, words=words, file_name=name)
    with marked_as_failed(entry):
        edition = Edition(maker_of(user), timezone.now(), entry.number)
        places = [Place(**place) for place in template.places]
        content = fill(bytes(template.book), places, Source(overview(area, as_of.year, as_of), edition))
        finish_export(entry, size=len(content), digest=digest_of(content), cells=log_of_filled(content))
    return content, entry


def _file_name(template: WorkbookTemplate, area: Office, as_of: date) -> str:
    name = _("%(template)s（%(area)s，截至%(day)s）") % {"template": template.name, "area": area.name, "day": as_of}
    return "".join("_" if letter in '\\/:*?"<>|' else letter for letter in name) + ".xlsx"
