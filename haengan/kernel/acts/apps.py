from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save, pre_save


class ActsConfig(AppConfig):
    name = "haengan.kernel.acts"
    label = "kernel_acts"

    def ready(self) -> None:
        from haengan.kernel.acts import intake

        pre_save.connect(intake.before_save, dispatch_uid="haengan.acts.before_save")
        post_save.connect(intake.after_save, dispatch_uid="haengan.acts.after_save")
        post_delete.connect(intake.after_delete, dispatch_uid="haengan.acts.after_delete")
