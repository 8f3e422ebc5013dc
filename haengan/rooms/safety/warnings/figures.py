"""Totals entered for the report until the system's own records stand."""

from haengan.kernel.figures.declare import FLOW, Figure, partition

BY_KIND = partition(
    members=[
        ("cctv", "재난감시CCTV", "Disaster CCTV"),
        ("siren", "자동음성경보장치", "Voice-warning sirens"),
        ("board", "재해문자전광판", "Disaster text boards"),
    ],
    ko="종류",
    en="Kind",
)

INSTALLED = Figure(
    "safety.warnings.installed",
    kind=FLOW,
    ko="재난 예·경보 장비 설치",
    en="Warning equipment installed",
    unit="개소",
    basis="재난 및 안전관리 기본법 제38조의2",
    one=("설치한 곳 하나", "one place equipped"),
    slices={"kind": BY_KIND},
    headline=True,
)
