from django.apps import AppConfig


class PeopleScreensConfig(AppConfig):
    name = "haengan.office.people"
    label = "office_people"
