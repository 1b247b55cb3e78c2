"""Every address of the ledger. Subjects keep their names in views/ and templates/tracker/."""

from django.urls import path
from django.views.i18n import set_language

from tracker.views import (
    baselines,
    deliveries,
    home,
    issuers,
    item_pages,
    items,
    logging,
    offices,
    overview,
    session,
    targets,
    todo,
    workbooks,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("login/", session.log_in, name="login"),
    path("logout/", session.log_out, name="logout"),
    path("language/", set_language, name="set_language"),
    path("overview/<slug:code>/", overview.newest, name="overview"),
    path("overview/<slug:code>/<int:year>/", overview.page, name="overview"),
    path("offices/<slug:code>/<int:year>/", offices.page, name="office"),
    path("issuers/<slug:code>/<int:year>/", issuers.page, name="issuer"),
    path("workbook/<slug:code>/<int:year>/", workbooks.workbook, name="workbook"),
    path("todo/", todo.todo, name="todo"),
    path("log/meeting/", logging.log_meeting, name="log_meeting"),
    path("log/document/", logging.log_document, name="log_document"),
    path("log/inspection/", logging.log_inspection, name="log_inspection"),
    path("items/", items.page, name="items"),
    path("items/export/", items.export, name="items_export"),
    path("items/<int:pk>/", item_pages.item, name="item"),
    path("items/<int:pk>/edit/", item_pages.item_edit, name="item_edit"),
    path("items/<int:pk>/withdraw/", item_pages.item_withdraw, name="item_withdraw"),
    path("items/<int:pk>/restore/", item_pages.item_restore, name="item_restore"),
    path("deliveries/<int:pk>/", deliveries.delivery_edit, name="delivery_edit"),
    path("targets/", targets.page, name="targets"),
    path("targets/add/", targets.add, name="target_add"),
    path("targets/<int:pk>/", targets.edit, name="target_edit"),
    path("targets/<int:pk>/delete/", targets.delete, name="target_delete"),
    path("baselines/", baselines.page, name="baselines"),
    path("baselines/add/", baselines.add, name="baseline_add"),
    path("baselines/<int:pk>/", baselines.edit, name="baseline_edit"),
    path("baselines/<int:pk>/delete/", baselines.delete, name="baseline_delete"),
]
