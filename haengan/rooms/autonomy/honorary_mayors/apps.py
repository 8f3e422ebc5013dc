from django.apps import AppConfig


class HonoraryMayorsConfig(AppConfig):
    name = "haengan.rooms.autonomy.honorary_mayors"
    label = "autonomy_honorary_mayors"

    def ready(self) -> None:
        from haengan.rooms.autonomy.honorary_mayors import access, figures, register  # noqa: F401
