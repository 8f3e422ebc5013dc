"""Who keeps terminals, plans and subscriptions, and who sees what was sent."""

from haengan.kernel.access.declare import Duty

TERMINALS = Duty(
    "house.dispatch.terminals",
    ko="경보 단말 관리",
    en="Keeping warning terminals",
    acts=("dispatch.terminals.*", "dispatch.plans.*"),
    sees=("kernel_dispatch.Terminal", "kernel_dispatch.Plan", "kernel_dispatch.Step"),
)
MESSAGES = Duty(
    "house.dispatch.messages",
    ko="발송 현황과 확인",
    en="Watching and acknowledging what is sent",
    acts=("dispatch.messages.*",),
    sees=(
        "kernel_dispatch.Message",
        "kernel_dispatch.Acknowledgement",
        "kernel_dispatch.Tally",
        "kernel_dispatch.Terminal",
    ),
)
CALLS = Duty(
    "house.dispatch.calls",
    ko="전화 연락망 열람",
    en="Reading call lists in clear",
    sees=("kernel_dispatch.Message", "kernel_dispatch.Tally"),
)
SUBSCRIPTIONS = Duty(
    "house.dispatch.subscriptions",
    ko="알림 구독 관리",
    en="Keeping subscriptions",
    acts=("dispatch.subscriptions.end",),
    sees=("kernel_dispatch.Subscription", "kernel_dispatch.Area"),
)
