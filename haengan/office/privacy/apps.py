from django.apps import AppConfig


class PrivacyScreensConfig(AppConfig):
    name = "haengan.office.privacy"
    label = "office_privacy"
