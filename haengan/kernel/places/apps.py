from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "haengan.kernel.places"
    label = "kernel_places"
