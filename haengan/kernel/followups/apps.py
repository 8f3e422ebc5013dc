from django.apps import AppConfig


class FollowupsConfig(AppConfig):
    name = "haengan.kernel.followups"
    label = "kernel_followups"

    def ready(self) -> None:
        from haengan.kernel.followups import figures  # noqa: F401  # declares them
