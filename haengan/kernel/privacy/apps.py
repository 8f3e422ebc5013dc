from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "haengan.kernel.privacy"
    label = "kernel_privacy"

    def ready(self) -> None:
        from haengan.kernel.privacy import figures  # noqa: F401  # declares them
