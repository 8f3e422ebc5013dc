"""Who keeps trainings and who settles results; every official applies and steps back for oneself."""

from haengan.kernel.access.declare import Duty

EVERYTHING = ("support_trainings.*",)
KEEPING = (
    *("open_course", "correct_course", "close_course", "schedule", "correct", "cancel"),
    *("add_session", "correct_session", "strike_session", "hold"),
    *("enrol", "withdraw", "miss", "mark", "attend", "correct_attendance", "strike_attendance", "all_present"),
    *("make_slips", "type_in", "strike_rating"),
)

READ = Duty("support.trainings.read", ko="직원 교육 열람", en="Reading trainings", sees=EVERYTHING)
KEEP = Duty(
    "support.trainings.keep",
    ko="직원 교육 운영",
    en="Keeping trainings",
    acts=tuple(f"support.trainings.{verb}" for verb in KEEPING),
    sees=EVERYTHING,
)
DECIDE = Duty(
    "support.trainings.decide",
    ko="교육 결과 확정",
    en="Settling results of trainings",
    acts=("support.trainings.settle", "support.trainings.reopen"),
    sees=EVERYTHING,
)
OWN = Duty(
    "support.trainings.own",
    ko="교육 신청",
    en="Applying for trainings",
    acts=("support.trainings.apply", "support.trainings.step_back"),
    everyone=True,
)
