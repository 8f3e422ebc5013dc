from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AccessConfig(AppConfig):
    """Reads every installed app's `access.py`: what is not declared there is refused."""

    name = "haengan.kernel.access"
    label = "kernel_access"

    def ready(self) -> None:
        from haengan.kernel.access import foundations, intake

        autodiscover_modules("access")
        intake.register()
        foundations.register()
