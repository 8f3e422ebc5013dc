"""Duties over exchange with cities abroad. What citizens read stands in the queries of the public pages."""

from haengan.kernel.access.declare import Duty

SEEN = (
    "autonomy_exchanges.SisterCity",
    "autonomy_exchanges.Agreement",
    "autonomy_exchanges.Exchange",
    "autonomy_exchanges.ExchangeLine",
    "autonomy_exchanges.Decision",
    "autonomy_exchanges.Result",
)

READ = Duty("autonomy.exchanges.read", ko="우호교류 열람", en="Reading exchanges", sees=SEEN)
KEEP = Duty(
    "autonomy.exchanges.keep",
    ko="우호교류 관리",
    en="Keeping exchanges",
    acts=(
        "autonomy.exchanges.add_city",
        "autonomy.exchanges.correct_city",
        "autonomy.exchanges.enter",
        "autonomy.exchanges.correct",
        "autonomy.exchanges.hold",
        "autonomy.exchanges.report",
    ),
    sees=SEEN,
)
DECIDE = Duty(
    "autonomy.exchanges.decide",
    ko="우호교류 결정(협정 체결, 취소, 철회)",
    en="Deciding on exchanges (agreements, cancelling, retracting)",
    acts=(
        "autonomy.exchanges.sign",
        "autonomy.exchanges.correct_agreement",
        "autonomy.exchanges.end_agreement",
        "autonomy.exchanges.cancel",
        "autonomy.exchanges.retract",
        "files.uploads.keep",
        "files.attachments.attach",
    ),
    sees=SEEN,
)
