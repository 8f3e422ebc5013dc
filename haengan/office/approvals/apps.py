from django.apps import AppConfig


class ApprovalsScreensConfig(AppConfig):
    name = "haengan.office.approvals"
    label = "office_approvals"
