from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "haengan.office.figures"
    label = "office_figures"

    def ready(self) -> None:
        from haengan.office.figures import register  # noqa: F401
