"""Who reads the establishment, keeps it, and decides on what sets it."""

from haengan.kernel.access import queries as access
from haengan.kernel.access.declare import Duty
from haengan.kernel.acts.running import Actor

EVERYTHING = ("support_establishment.*", "kernel_organisation.*")

READ = Duty("support.establishment.read", ko="조직·정원 열람", en="Reading the establishment", sees=EVERYTHING)
KEEP = Duty(
    "support.establishment.keep",
    ko="조직·정원 관리",
    en="Keeping the establishment",
    acts=(
        *(
            f"support.establishment.{verb}"
            for verb in ("survey", "recount", "send", "propose", "correct", "submit", "plan_table")
        ),
        *(f"organisation.restructurings.{verb}" for verb in ("draft", "plan", "unplan", "reschedule", "withdraw")),
    ),
    sees=EVERYTHING,
)
DECIDE = Duty(
    "support.establishment.decide",
    ko="조직·정원 결정",
    en="Deciding on the establishment",
    acts=("support.establishment.promulgate", "support.establishment.retract"),
    sees=EVERYTHING,
)


def may_read(actor: Actor) -> bool:
    return bool(access.duties_of(actor) & {READ, KEEP, DECIDE})


def may_keep(actor: Actor) -> bool:
    return KEEP in access.duties_of(actor)
