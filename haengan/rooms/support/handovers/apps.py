from django.apps import AppConfig


class HandoversConfig(AppConfig):
    name = "haengan.rooms.support.handovers"
    label = "support_handovers"

    def ready(self) -> None:
        from haengan.rooms.support.handovers import access, figures, register  # noqa: F401  # declare themselves
