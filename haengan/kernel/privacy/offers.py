"""Where the kernel itself holds data of a person."""

from haengan.kernel.privacy.declare import Holding

NOTICE = ("주민 안내와 연락", "telling and reaching residents")

Holding(
    "kernel_people.ContactPoint",
    name="resident__name_ko",
    index="value_index",
    purpose=NOTICE,
    shows=("kind", "value", "from_on", "until_on"),
)
Holding(
    "kernel_people.Resident",
    name="name_ko",
    index="contacts__value_index",
    purpose=NOTICE,
    shows=("name_ko", "registered_on"),
)
Holding(
    "kernel_people.Consent",
    name="resident__name_ko",
    index="resident__contacts__value_index",
    purpose=("동의 사실의 증명", "proof of consent"),
    shows=("purpose", "text", "means", "from_on", "until_on"),
)
Holding(
    "kernel_people.Official",
    name="name_ko",
    index="contacts__value_index",
    purpose=("인사와 복무", "employment"),
    shows=("name_ko", "name_en", "number", "from_on", "until_on"),
)
Holding(
    "kernel_privacy.Demand",
    name="name",
    index="contact_index",
    kept="privacy.demand.kept",
    purpose=("정보주체 요구의 처리", "answering what people demand of their own data"),
    shows=("number", "received_on", "kind", "name", "contact", "born", "details"),
)
