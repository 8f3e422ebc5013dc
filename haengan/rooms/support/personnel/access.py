"""Who drafts personnel orders. They take effect by a final approval only."""

from haengan.kernel.access.declare import Duty

TRANSFER = Duty(
    "support.personnel.transfer",
    ko="인사발령안 작성",
    en="Drafting personnel orders",
    acts=tuple(
        f"support.personnel.{verb}"
        for verb in ("draft", "correct", "add_line", "correct_line", "strike_line", "propose", "withdraw")
    ),
    sees=("support_personnel.*",),
)
