from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "haengan.kernel.journal"
    label = "kernel_journal"
