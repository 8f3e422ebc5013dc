from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "haengan.kernel.files"
    label = "kernel_files"
