from django.apps import AppConfig


class AssembliesConfig(AppConfig):
    name = "haengan.rooms.autonomy.assemblies"
    label = "autonomy_assemblies"

    def ready(self) -> None:
        from haengan.rooms.autonomy.assemblies import figures  # noqa: F401
