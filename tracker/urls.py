from django.urls import path
from django.views.i18n import set_language

from tracker.views import home, session

urlpatterns = [
    path("", home.home, name="home"),
    path("login/", session.log_in, name="login"),
    path("logout/", session.log_out, name="logout"),
    path("language/", set_language, name="set_language"),
]
