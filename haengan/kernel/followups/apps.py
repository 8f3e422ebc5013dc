from django.apps import AppConfig


class FollowupsConfig(AppConfig):
    name = "haengan.kernel.followups"
    label = "kernel_followups"
