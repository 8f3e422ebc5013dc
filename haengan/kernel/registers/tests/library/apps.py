from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "haengan.kernel.registers.tests.library"
    label = "registers_library"
