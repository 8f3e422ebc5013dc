from django.apps import AppConfig


class ReadingsConfig(AppConfig):
    name = "haengan.kernel.readings"
    label = "kernel_readings"

    def ready(self) -> None:
        from haengan.kernel.readings import figures  # noqa: F401  # declares them
