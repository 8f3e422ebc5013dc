"""Who draws up and approves what is destroyed, and who reviews the readings."""

from haengan.kernel.access.declare import Duty

DRAW_UP = Duty(
    "house.privacy.draw_up",
    ko="개인정보 파기 대상 작성",
    en="Drawing up what personal data are destroyed",
    acts=("privacy.destructions.draw_up", "privacy.destructions.hold", "privacy.destructions.drop"),
    sees=("kernel_privacy.Destruction",),
)
APPROVE = Duty(
    "house.privacy.approve",
    ko="개인정보 파기 승인",
    en="Approving the destruction of personal data",
    acts=("privacy.destructions.approve", "privacy.destructions.hold", "privacy.destructions.drop"),
    sees=("kernel_privacy.Destruction",),
)
REVIEW = Duty(
    "house.privacy.review",
    ko="개인정보 접속기록 점검",
    en="Reviewing who read personal data",
    acts=("privacy.reviews.keep",),
    sees=("kernel_privacy.Review",),
)
ANSWER = Duty(
    "house.privacy.answer",
    ko="정보주체 요구 처리",
    en="Answering what people demand of their own personal data",
    acts=("privacy.demands.*", "privacy.records.*", "privacy.recipients.*"),
    sees=("kernel_privacy.Demand", "kernel_privacy.Deed", "kernel_privacy.Confirmation"),
)
CONFIRM = Duty(
    "house.privacy.confirm",
    ko="개인정보 제3자 제공 여부 확인",
    en="Confirming who was given personal data",
    acts=("privacy.recipients.confirm",),
)
