from django.apps import AppConfig


class TrainingsConfig(AppConfig):
    name = "haengan.rooms.support.trainings"
    label = "support_trainings"

    def ready(self) -> None:
        from haengan.rooms.support.trainings import access  # noqa: F401
        from haengan.rooms.support.trainings.figures import participation, results, satisfaction  # noqa: F401
        from haengan.rooms.support.trainings.register import desk  # noqa: F401
