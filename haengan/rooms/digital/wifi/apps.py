from django.apps import AppConfig


class WifiConfig(AppConfig):
    name = "haengan.rooms.digital.wifi"
    label = "digital_wifi"

    def ready(self) -> None:
        from haengan.rooms.digital.wifi import figures  # noqa: F401
