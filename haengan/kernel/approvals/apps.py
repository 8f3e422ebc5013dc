from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    name = "haengan.kernel.approvals"
    label = "kernel_approvals"

    def ready(self) -> None:
        from haengan.kernel.approvals import access, figures, foundations  # noqa: F401  # declares them
