from importlib import import_module

from django.apps import AppConfig

DECLARE = (
    *("access.duties", "access.reach", "figures.course", "figures.filed"),
    *("register.course", "register.doors", "register.filed", "register.kinds", "register.looks"),
)


class PetitionsConfig(AppConfig):
    name = "haengan.rooms.civil_affairs.petitions"
    label = "civil_affairs_petitions"

    def ready(self) -> None:
        for module in DECLARE:
            import_module(f"{self.name}.{module}")
