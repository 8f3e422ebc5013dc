from django.apps import AppConfig


class TownhallsConfig(AppConfig):
    name = "haengan.rooms.autonomy.townhalls"
    label = "autonomy_townhalls"

    def ready(self) -> None:
        from haengan.rooms.autonomy.townhalls import access, figures, register  # noqa: F401
