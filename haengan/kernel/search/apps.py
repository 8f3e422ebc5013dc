from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "haengan.kernel.search"
    label = "kernel_search"

    def ready(self) -> None:
        from haengan.kernel.search import intake

        intake.register()
