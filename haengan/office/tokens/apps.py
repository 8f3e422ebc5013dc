from django.apps import AppConfig


class TokensScreensConfig(AppConfig):
    name = "haengan.office.tokens"
    label = "office_tokens"
