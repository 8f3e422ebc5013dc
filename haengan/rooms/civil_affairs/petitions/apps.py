from django.apps import AppConfig


class PetitionsConfig(AppConfig):
    name = "haengan.rooms.civil_affairs.petitions"
    label = "civil_affairs_petitions"

    def ready(self) -> None:
        from haengan.rooms.civil_affairs.petitions import figures  # noqa: F401
