from django.apps import AppConfig


class SessionsScreensConfig(AppConfig):
    name = "haengan.office.sessions"
    label = "office_sessions"
