from django.apps import AppConfig


class DispatchConfig(AppConfig):
    name = "haengan.kernel.dispatch"
    label = "kernel_dispatch"

    def ready(self) -> None:
        from haengan.kernel.dispatch import figures  # noqa: F401  # declares them
