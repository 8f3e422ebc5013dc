from django.apps import AppConfig


class ExchangesConfig(AppConfig):
    name = "haengan.rooms.autonomy.exchanges"
    label = "autonomy_exchanges"

    def ready(self) -> None:
        from haengan.rooms.autonomy.exchanges import access, figures, register  # noqa: F401  # declare themselves
