from django.apps import AppConfig


class ReadingsScreensConfig(AppConfig):
    name = "haengan.office.readings"
    label = "office_readings"
