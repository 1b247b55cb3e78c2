"""Logging in and out. Wrong passwords are counted, and answered, by axes."""

from django.contrib.auth.views import LoginView, LogoutView

log_in = LoginView.as_view(redirect_authenticated_user=True)
log_out = LogoutView.as_view()
