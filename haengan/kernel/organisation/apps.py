from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "haengan.kernel.organisation"
    label = "kernel_organisation"
