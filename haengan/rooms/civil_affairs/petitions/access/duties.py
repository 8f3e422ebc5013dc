"""Who receives petitions, who deals with those of a division, who examines, who keeps kinds and templates."""

from __future__ import annotations

from haengan.kernel.access.declare import Duty

APP = "civil_affairs_petitions"
COURSE = tuple(
    f"{APP}.{name}"
    for name in (
        *("Petition", "Signer", "Joining", "Transfer", "Pause", "Supplement", "Extension", "Consultation"),
        *("Answer", "Amendment", "Pin", "Notice", "Reminder", "Rating", "Appeal", "Docket", "Look"),
    )
)
KINDS = tuple(f"{APP}.{name}" for name in ("Service", "Article", "Template"))
DOORS = tuple(f"{APP}.{name}" for name in ("ApiClient", "Filed", "Endpoint", "Forwarding"))
DAYS = tuple(f"{APP}.{name}" for name in ("Holiday", "Outage"))


def acts(*verbs: str) -> tuple[str, ...]:
    return tuple(f"civil_affairs.petitions.{verb}" for verb in verbs)


READ = Duty("civil_affairs.petitions.read", ko="민원 열람", en="Reading petitions", sees=(f"{APP}.*",))
DESK = (
    "file",
    "vouch",
    "take_down",
    "receive",
    "refuse",
    "correct",
    "classify",
    "assign",
    "pass_on",
    "forward",
    "merge",
    "sign",
)
WORK = (
    *("take_on", "transfer", "pause", "resume", "extend", "supplement.*", "consult", "consult.*", "sign", "correct"),
    *("draft_answer", "send", "tell", "exempt", "withdraw", "close_repeated", "close_unreachable", "close_uncollected"),
    *("progress", "link", "appeal", "appeal.*", "publish", "hide", "look.*", "reply", "audit"),
)
RECEIVE = Duty(
    "civil_affairs.petitions.receive",
    ko="민원 접수",
    en="Receiving petitions",
    acts=(*acts(*DESK, *WORK), "dispatch.subscriptions.enter"),
    sees=(*COURSE, *KINDS, *DAYS, f"{APP}.Endpoint", f"{APP}.Forwarding"),
)
HANDLE = Duty(
    "civil_affairs.petitions.handle",
    ko="민원 처리",
    en="Dealing with petitions of one's division",
    acts=acts(*WORK),
    sees=(*COURSE, *KINDS, *DAYS),
)
EXAMINE = Duty(
    "civil_affairs.petitions.examine",
    ko="민원심사관",
    en="Petition examiner",
    acts=acts("correct_routing", "remind", "check", "session.*", "docket.*", "classify", "audit", *WORK),
    sees=(*COURSE, *KINDS, *DAYS, f"{APP}.Session", f"{APP}.Check"),
)
KEEP = Duty(
    "civil_affairs.petitions.keep",
    ko="민원 종류·서식·법령 관리",
    en="Keeping kinds of petitions, templates and texts of law",
    acts=acts("service.*", "template.*", "article.*", "article"),
    sees=KINDS,
)
CLOCK = Duty(
    "civil_affairs.petitions.clock",
    ko="임시공휴일·장애 관리",
    en="Keeping temporary holidays and outages",
    acts=acts("holiday.*", "outage.*"),
    sees=DAYS,
)
OPEN311 = Duty(
    "civil_affairs.petitions.doors",
    ko="Open311 연계 관리",
    en="Keeping Open311 clients and servers",
    acts=acts("client.*", "endpoint.*"),
    sees=DOORS,
)
