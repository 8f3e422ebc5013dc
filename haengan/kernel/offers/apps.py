from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class OffersConfig(AppConfig):
    name = "haengan.kernel.offers"
    label = "kernel_offers"

    def ready(self) -> None:
        from haengan.kernel.offers import agreements  # noqa: F401  # declares them

        autodiscover_modules("offers")
