from django.apps import AppConfig, apps
from django.contrib.staticfiles.apps import StaticFilesConfig


class SiteConfig(AppConfig):
    name = "haengan.site"
    label = "site"

    def ready(self) -> None:
        from haengan.site import metrics

        metrics.watch()
        if apps.is_installed("allauth.mfa"):
            _seal_factors()


def _seal_factors() -> None:
    """Second factors are the office's alone."""
    from haengan.kernel.tables.upkeep import declared
    from haengan.site.signin.upkeep import Factors

    declared.append(Factors())


class StaticConfig(StaticFilesConfig):
    """The documents' fonts lie beside the web assets, but are not served."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "*.ttf", "stamp.txt"]
