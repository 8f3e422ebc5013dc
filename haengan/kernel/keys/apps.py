from django.apps import AppConfig


class KeysConfig(AppConfig):
    name = "haengan.kernel.keys"
    label = "kernel_keys"
