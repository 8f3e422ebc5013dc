from django.apps import AppConfig


class PersonnelConfig(AppConfig):
    name = "haengan.rooms.support.personnel"
    label = "support_personnel"

    def ready(self) -> None:
        from haengan.rooms.support.personnel import access, figures, register  # noqa: F401
