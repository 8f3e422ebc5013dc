from django.apps import AppConfig
from django.contrib.staticfiles.apps import StaticFilesConfig


class SiteConfig(AppConfig):
    name = "haengan.site"
    label = "site"


class StaticConfig(StaticFilesConfig):
    """The documents' fonts lie beside the web assets, but are not served."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "*.ttf", "stamp.txt"]
