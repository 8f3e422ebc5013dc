from django.apps import AppConfig


class ReportConfig(AppConfig):
    name = "haengan.report"
    label = "report"

    def ready(self) -> None:
        from haengan.report import access, figures, register  # noqa: F401
