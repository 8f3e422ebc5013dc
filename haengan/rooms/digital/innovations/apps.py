from django.apps import AppConfig


class InnovationsConfig(AppConfig):
    name = "haengan.rooms.digital.innovations"
    label = "digital_innovations"

    def ready(self) -> None:
        from haengan.rooms.digital.innovations import access, figures  # noqa: F401
        from haengan.rooms.digital.innovations.register import desk  # noqa: F401
