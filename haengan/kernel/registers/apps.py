from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class RegistersConfig(AppConfig):
    """Reads every installed app's `register.py`, so that a worker knows the registers without any page being opened."""

    name = "haengan.kernel.registers"
    label = "kernel_registers"
    verbose_name = _("Registers")

    def ready(self) -> None:
        from haengan.kernel.registers import api, declare, routes
        from haengan.kernel.registers.upkeep import indexes, once, slices
        from haengan.kernel.tables.upkeep import declared

        declared.extend([*once.SEALED, *slices.SEALED])
        declare.builders["urls"] = routes.of
        declare.builders["api"] = api.router
        autodiscover_modules("register")
        pre_migrate.connect(indexes.before_migrating, sender=self)
        post_migrate.connect(indexes.after_migrating, sender=self)
