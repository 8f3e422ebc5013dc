from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "haengan.office.home"
    label = "office_home"
