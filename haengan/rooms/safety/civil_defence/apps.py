from django.apps import AppConfig


class CivilDefenceConfig(AppConfig):
    name = "haengan.rooms.safety.civil_defence"
    label = "safety_civil_defence"

    def ready(self) -> None:
        from haengan.rooms.safety.civil_defence import figures  # noqa: F401
