from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "haengan.kernel.people"
    label = "kernel_people"
