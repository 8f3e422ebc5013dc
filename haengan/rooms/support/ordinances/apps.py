from django.apps import AppConfig


class OrdinancesConfig(AppConfig):
    name = "haengan.rooms.support.ordinances"
    label = "support_ordinances"

    def ready(self) -> None:
        from haengan.rooms.support.ordinances import access, figures  # noqa: F401
        from haengan.rooms.support.ordinances.register import desk  # noqa: F401
