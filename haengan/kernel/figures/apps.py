from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "haengan.kernel.figures"
    label = "kernel_figures"

    def ready(self) -> None:
        from haengan.kernel.acts.running import observers
        from haengan.kernel.figures import marking

        if marking.mark not in observers:
            observers.append(marking.mark)
