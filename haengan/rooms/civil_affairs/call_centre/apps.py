from django.apps import AppConfig


class CallCentreConfig(AppConfig):
    name = "haengan.rooms.civil_affairs.call_centre"
    label = "civil_affairs_call_centre"
