from django.apps import AppConfig


class PlacesScreensConfig(AppConfig):
    name = "haengan.office.places"
    label = "office_places"
