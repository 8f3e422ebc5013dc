"""The thirty systems, division by division. One line a system: the only line outside a new system's own folder."""

SYSTEMS: tuple[str, ...] = (
    "support.establishment",
    "support.personnel",
    "support.handovers",
    "support.events",
    "support.trainings",
    "support.ordinances",
    "autonomy.townhalls",
    "autonomy.honorary_mayors",
    "autonomy.exchanges",
    "autonomy.assemblies",
    "safety.warnings",
    "safety.civil_defence",
    "civil_affairs.petitions",
    "civil_affairs.call_centre",
    "digital.innovations",
    "digital.wifi",
    "digital.cyber",
)
