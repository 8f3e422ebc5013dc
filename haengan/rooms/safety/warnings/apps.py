from django.apps import AppConfig


class WarningsConfig(AppConfig):
    name = "haengan.rooms.safety.warnings"
    label = "safety_warnings"

    def ready(self) -> None:
        from haengan.kernel.dispatch import alone as dispatch
        from haengan.rooms.safety.warnings import access, figures  # noqa: F401
        from haengan.rooms.safety.warnings.queries import alone
        from haengan.rooms.safety.warnings.register import incoming, warned, watched  # noqa: F401

        dispatch.providers.append(alone.wanted)
        dispatch.vouchers.append(alone.decides)
