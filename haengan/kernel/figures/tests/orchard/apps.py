from django.apps import AppConfig


class OrchardConfig(AppConfig):
    name = "haengan.kernel.figures.tests.orchard"
    label = "test_orchard"

    def ready(self) -> None:
        from haengan.kernel.figures.tests.orchard import figures  # noqa: F401
