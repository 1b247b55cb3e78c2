"""The monthly brief: the list of months, one month on a page, as plain text, and the way to edit it and back."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tracker.actions.briefs import StaleBriefError, save_brief, take_back, undo
from tracker.charts.briefs import brief_lines, figure_addresses, hours_chart, month_cells, pieces
from tracker.charts.evidence import evidence_of
from tracker.forms.as_of import FIRST_YEAR
from tracker.forms.briefs import BriefForm
from tracker.models.briefs import Brief
from tracker.models.offices import Office
from tracker.periods import month_span
from tracker.permissions import Permission, UserRequest, may, requires
from tracker.queries.briefs import BriefFigures, brief_figures, brief_of, months_of_briefs, steps_of
from tracker.queries.overview import years_with_data
from tracker.sentences.brief_figures import named_figures
from tracker.sentences.brief_texts import Moved, Paragraph, edited, moved, restored, stored, updated
from tracker.sentences.briefs import act_words, brief, is_long, month_words, names_in_order, plain_text, title
from tracker.views.asked_year import asked_year
from tracker.views.years import office_of

UNPROCESSABLE, CONFLICT = 422, 409


@dataclass(frozen=True, slots=True)
class Opened:
    """A brief as a reader meets it.

    asked: what an address says of the language, "" for the reader's own. kept: what is stored of it, None where nobody
    ever edited it. now: every figure as the ledger words it today. paragraphs: the edited text, or the ledger's own.
    """

    area: Office
    month: int
    language: str
    asked: str
    kept: Brief | None
    figures: BriefFigures
    now: dict[str, str]
    paragraphs: list[Paragraph]

    @property
    def is_edited(self) -> bool:
        return self.kept is not None and bool(self.kept.paragraphs)

    @property
    def version(self) -> int:
        return self.kept.version if self.kept else 0

    @property
    def moved(self) -> list[Moved]:
        return moved(self.paragraphs, self.now)

    @property
    def day(self) -> str:
        """The date it bears: when it was edited last, else today."""
        is_edited = self.is_edited and self.kept
        return date_format(timezone.localdate(is_edited.edited_at if is_edited else None), "DATE_FORMAT")

    def address(self, name: str = "brief") -> str:
        return reverse(name, args=[self.area.code, self.month]) + self.asked


def in_its_language(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The whole page in the language asked for by ?language=, where it is one of the ledger's."""

    @wraps(view)
    def spoken(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asked = request.GET.get("language", "")
        language = asked if asked in dict(settings.LANGUAGES) else translation.get_language()
        with translation.override(language):
            response = view(request, *args, **kwargs)
        response.headers.setdefault("Content-Language", str(language))
        return response

    return spoken


@require_GET
@requires(Permission.VIEW)
def months(request: UserRequest, code: str) -> HttpResponse:
    area, today = office_of(request.user, code), timezone.localdate()
    year = min(asked_year(request, today.year), today.year)
    context = {
        "area": area,
        "year": year,
        "years": years_with_data(area),
        "rows": [
            (row.month, month_words(row.month), month_cells(area, row, today), row.edited)
            for row in months_of_briefs(request.user, area, year, today)
        ],
    }
    return render(request, "tracker/briefs/months.html", context)


@require_GET
@requires(Permission.VIEW)
@in_its_language
def page(request: UserRequest, code: str, month: int) -> HttpResponse:
    opened = open_brief(request, code, month)
    addresses = figure_addresses(opened.figures)
    addressee, *body, signature = opened.paragraphs
    labels = {key: figure.label for key, figure in named_figures(opened.figures).items()}
    context = (
        _frame(request, opened)
        | {
            "addressee": addressee.text,
            "signature": signature.text,
            "is_long": is_long(opened.paragraphs),
            "paragraphs": [(one.heading, pieces(one, opened.now, addresses)) for one in body],
            "moved": [(labels.get(one.key, ""), one, addresses.get(one.key, "")) for one in opened.moved],
            "lines": brief_lines(opened.figures),
            "frame": hours_chart(opened.figures),
            "steps": [(step, act_words(step.words)) for step in steps_of(opened.kept)] if opened.kept else [],
            "text": plain_text(title(opened.area, opened.month), opened.paragraphs, opened.day),
        }
        | _foot(opened.figures)
    )
    return render(request, "tracker/briefs/brief.html", context)


@require_GET
@requires(Permission.VIEW)
@in_its_language
def text(request: UserRequest, code: str, month: int) -> HttpResponse:
    """The brief as plain text, to paste into an office system."""
    opened = open_brief(request, code, month)
    words = plain_text(title(opened.area, opened.month), opened.paragraphs, opened.day)
    return HttpResponse(words, content_type="text/plain; charset=utf-8")


@require_http_methods(["GET", "POST"])
@requires(Permission.VIEW)
@in_its_language
def edit(request: UserRequest, code: str, month: int) -> HttpResponse:
    _ensure_editor(request)
    opened = open_brief(request, code, month)
    if request.method == "GET":
        return _edit_page(request, opened, _form(opened))
    form = _form(opened, request.POST)
    if form.is_classified:
        return _edit_page(request, opened, _form(opened), is_classified=True, status=UNPROCESSABLE)
    if not form.is_valid():
        return _edit_page(request, opened, form, status=UNPROCESSABLE)
    if form.cleaned_data["version"] != opened.version:
        return _conflict(request, opened, form)
    return _save(request, opened, form)


@require_POST
@requires(Permission.VIEW)
@in_its_language
def update(request: UserRequest, code: str, month: int) -> HttpResponse:
    """Put the ledger's present numbers into the edited text."""
    _ensure_editor(request)
    opened = open_brief(request, code, month)
    if opened.is_edited and opened.moved:
        number = len(opened.moved)
        paragraphs = [updated(one, opened.now) for one in opened.paragraphs]
        done = _("已把 %(number)s 个数换成台账现在的数。") % {"number": number}
        return _changed(request, opened, done, lambda version: _store(request, opened, paragraphs, version, "updated"))
    messages.info(request, _("正文的数与台账一致，没有改动。"))
    return redirect(opened.address())


@require_POST
@requires(Permission.VIEW)
@in_its_language
def restore(request: UserRequest, code: str, month: int) -> HttpResponse:
    """The ledger writes the brief itself again."""
    _ensure_editor(request)
    opened = open_brief(request, code, month)
    kept = opened.kept
    if kept is None or not opened.is_edited:
        messages.info(request, _("这份月报本来就是自动生成的，没有改动。"))
        return redirect(opened.address())
    done = _("已恢复为自动生成；改过的正文留在修改记录里。")
    return _changed(request, opened, done, lambda version: take_back(kept, opened=version, by=request.user))


@require_POST
@requires(Permission.VIEW)
@in_its_language
def undo_last(request: UserRequest, code: str, month: int) -> HttpResponse:
    """The text before the last change."""
    _ensure_editor(request)
    opened = open_brief(request, code, month)
    kept = opened.kept
    if kept is None:
        messages.info(request, _("没有可以撤销的改动。"))
        return redirect(opened.address())
    done = _("已撤销上一步。")
    return _changed(request, opened, done, lambda version: undo(kept, opened=version, by=request.user))


def open_brief(request: UserRequest, code: str, month: int) -> Opened:
    """Raises Http404 out of scope, for what is no month, and for a month that has not begun."""
    area, today = office_of(request.user, code), timezone.localdate()
    year, number = divmod(month, 100)
    if not (FIRST_YEAR <= year <= today.year and 1 <= number <= 12) or month_span(month).first > today:
        raise Http404
    language = translation.get_language() or settings.LANGUAGE_CODE
    kept = brief_of(request.user, area, month, language)
    figures = brief_figures(area, month, today)
    is_edited = kept is not None and kept.paragraphs
    return Opened(
        area=area,
        month=month,
        language=language,
        asked="" if language == getattr(request, "LANGUAGE_CODE", "") else f"?language={language}",
        kept=kept,
        figures=figures,
        now={key: figure.words for key, figure in named_figures(figures).items()},
        paragraphs=restored(kept.paragraphs, kept.figures) if kept and is_edited else brief(figures),
    )


def _foot(figures: BriefFigures) -> dict[str, Any]:
    """Whether the ledger was complete, as the foot of the printed page says it."""
    cells = [row for office in figures.year.offices for row in figures.year.matrix_row(office)]
    return {
        "evidence_title": evidence_of(cells or figures.year.cards, figures.year.span).title,
        "lacking": figures.lacking,
        "lacking_names": names_in_order(figures.lacking),
        "is_due": figures.is_due,
        "due_on": figures.due_on,
    }


def may_edit(request: UserRequest) -> bool:
    return may(request.user, Permission.SUPERVISE)


def _ensure_editor(request: UserRequest) -> None:
    if not may_edit(request):
        raise PermissionDenied(_("月报由减负办修改；您可以看、打印和复制，不能改。"))


def _frame(request: UserRequest, opened: Opened) -> dict[str, Any]:
    """What every page of one brief shows."""
    return {
        "opened": opened,
        "area": opened.area,
        "title": title(opened.area, opened.month),
        "month": month_words(opened.month),
        "figures": opened.figures.year,
        "may_edit": may_edit(request),
        "languages": settings.LANGUAGES,
        "language_next": request.path,
    }


def _form(opened: Opened, data: Any = None) -> BriefForm:
    return BriefForm(data, paragraphs=opened.paragraphs, version=opened.version)


def _edit_page(
    request: UserRequest, opened: Opened, form: BriefForm, *, status: int = 200, **extra: Any
) -> HttpResponse:
    fields = [form[name] for name in form.fields if name != "version"]
    context = _frame(request, opened) | {"form": form, "fields": fields, "version": opened.version} | extra
    return render(request, "tracker/briefs/edit.html", context, status=status)


def _conflict(request: UserRequest, opened: Opened, form: BriefForm) -> HttpResponse:
    """Somebody was faster: their text beside the own one; saving again keeps the own one."""
    texts = zip(opened.paragraphs, form.texts, strict=True)
    theirs = [one for one, mine in texts if one.text != mine]
    return _edit_page(request, opened, form, is_stale=True, theirs=theirs, status=CONFLICT)


def _save(request: UserRequest, opened: Opened, form: BriefForm) -> HttpResponse:
    if form.texts == [one.text for one in opened.paragraphs]:
        messages.info(request, _("正文没有改动，没有保存。"))
        return redirect(opened.address())
    pairs = zip(opened.paragraphs, form.texts, strict=True)
    paragraphs = [edited(one, typed, opened.now) for one, typed in pairs]
    try:
        _store(request, opened, paragraphs, opened.version, "edited")
    except StaleBriefError:
        return _conflict(request, open_brief(request, opened.area.code, opened.month), form)
    messages.success(
        request, _("已保存。带链接的数与台账相连，以后变动会提示。"), extra_tags=opened.address("brief_undo")
    )
    return redirect(opened.address())


def _store(request: UserRequest, opened: Opened, paragraphs: list[Paragraph], version: int, act: str) -> Brief:
    where = (opened.area, opened.month, opened.language)
    return save_brief(*where, *stored(paragraphs), opened=version, by=request.user, act=act)


def _changed(request: UserRequest, opened: Opened, done: str, change: Callable[[int], Brief]) -> HttpResponse:
    """Do it to the version the page showed, tell that it was done, and offer to undo it."""
    asked = request.POST.get("version", "")
    version = int(asked) if asked.isascii() and asked.isdecimal() else opened.version
    try:
        change(version)
    except StaleBriefError:
        messages.warning(request, _("您打开之后，这份月报被别人改过，这一步没有做。请看过现在的正文再做。"))
    else:
        messages.success(request, done, extra_tags=opened.address("brief_undo"))
    return redirect(opened.address())
