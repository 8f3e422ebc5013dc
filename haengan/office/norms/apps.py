from django.apps import AppConfig


class NormsScreensConfig(AppConfig):
    name = "haengan.office.norms"
    label = "office_norms"
