from django.apps import AppConfig


class OrganisationScreensConfig(AppConfig):
    name = "haengan.office.organisation"
    label = "office_organisation"
