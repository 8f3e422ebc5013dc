from django.apps import AppConfig


class CyberConfig(AppConfig):
    name = "haengan.rooms.digital.cyber"
    label = "digital_cyber"

    def ready(self) -> None:
        from haengan.rooms.digital.cyber import figures  # noqa: F401
