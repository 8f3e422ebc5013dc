from django.apps import AppConfig


class DutiesScreensConfig(AppConfig):
    name = "haengan.office.duties"
    label = "office_duties"
