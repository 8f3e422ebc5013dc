from django.apps import AppConfig


class EstablishmentConfig(AppConfig):
    name = "haengan.rooms.support.establishment"
    label = "support_establishment"

    def ready(self) -> None:
        from haengan.rooms.support.establishment import access, figures, register  # noqa: F401
