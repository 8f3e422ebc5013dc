"""Who drafts thresholds and who lets them hold; who drafts warnings, who approves, who signs standing orders; who watches."""

from haengan.kernel.access.declare import Duty

WATCHED = (
    "safety_warnings.Rule",
    "safety_warnings.RuleDistrict",
    "safety_warnings.RuleVersion",
    "safety_warnings.RuleApproval",
    "safety_warnings.Situation",
    "safety_warnings.Decision",
)
WARNED = tuple(f"safety_warnings.{name}" for name in ("Warning", "Covered", "Move", "StandingOrder", "StoredArea"))

INCOMING = ("safety_warnings.IncomingSource", "safety_warnings.Incoming")


def acts(*verbs: str) -> tuple[str, ...]:
    return tuple(f"safety.warnings.{verb}" for verb in verbs)


RULES_READ = Duty(
    "safety.warnings.rules.read",
    ko="예·경보 규칙·상황 열람",
    en="Reading warning rules and situations",
    sees=WATCHED,
)
RULES_KEEP = Duty(
    "safety.warnings.rules.keep",
    ko="예·경보 규칙 작성",
    en="Drafting warning rules",
    acts=acts("rule", "correct_rule", "draft_rule", "draft_rule_here", "end_rule"),
    sees=WATCHED,
)
RULES_APPROVE = Duty(
    "safety.warnings.rules.approve",
    ko="예·경보 규칙 승인",
    en="Approving warning rules",
    acts=acts("approve_rule"),
    sees=WATCHED,
)
WATCH = Duty(
    "safety.warnings.watch",
    ko="재난 상황 근무",
    en="On duty in the situation room",
    sees=(*WATCHED, *WARNED, *INCOMING),
)
DRAFT = Duty(
    "safety.warnings.draft",
    ko="재난 예·경보 작성",
    en="Drafting warnings",
    acts=acts("draft", "write", "submit", "withdraw", "follow", "take_back", "areas.*", "incoming.*"),
    sees=(*WARNED, *INCOMING),
)
APPROVE = Duty(
    "safety.warnings.approve",
    ko="재난 예·경보 승인",
    en="Approving warnings",
    acts=acts("approve", "give_back", "withdraw", "follow", "take_back"),
    sees=WARNED,
)
ORDERS = Duty(
    "safety.warnings.orders",
    ko="재난 예·경보 상시 지침 관리",
    en="Keeping standing orders",
    acts=acts("order", "sign", "revoke"),
    sees=WARNED,
)
HEADS = Duty(
    "safety.warnings.heads",
    ko="이·통장 연락망 관리",
    en="Keeping village heads",
    acts=acts("heads.*"),
    sees=("safety_warnings.VillageHead",),
)
SOURCES = Duty(
    "safety.warnings.sources",
    ko="재난 예·경보 수신처 관리",
    en="Keeping sources of warnings",
    acts=acts("sources.*"),
    sees=INCOMING,
)
EXERCISE = Duty(
    "safety.warnings.exercise",
    ko="폭우 훈련 실행",
    en="Playing storm exercises",
    acts=acts("play"),
    sees=(*WATCHED, *WARNED),
)
