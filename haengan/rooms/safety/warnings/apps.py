from django.apps import AppConfig


class WarningsConfig(AppConfig):
    name = "haengan.rooms.safety.warnings"
    label = "safety_warnings"

    def ready(self) -> None:
        from haengan.rooms.safety.warnings import figures  # noqa: F401
