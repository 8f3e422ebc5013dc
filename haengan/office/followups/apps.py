from django.apps import AppConfig


class FollowupsScreensConfig(AppConfig):
    name = "haengan.office.followups"
    label = "office_followups"
