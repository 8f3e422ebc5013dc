from django.apps import AppConfig


class DispatchScreensConfig(AppConfig):
    name = "haengan.office.dispatch"
    label = "office_dispatch"
