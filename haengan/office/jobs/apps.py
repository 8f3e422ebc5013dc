from django.apps import AppConfig


class JobsScreensConfig(AppConfig):
    name = "haengan.office.jobs"
    label = "office_jobs"
