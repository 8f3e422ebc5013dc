from django.apps import AppConfig


class SealsConfig(AppConfig):
    name = "haengan.office.seals"
    label = "office_seals"
