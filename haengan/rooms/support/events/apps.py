from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "haengan.rooms.support.events"
    label = "support_events"

    def ready(self) -> None:
        from haengan.rooms.support.events import access, figures, register  # noqa: F401  # declare themselves
