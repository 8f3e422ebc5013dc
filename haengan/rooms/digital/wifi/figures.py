"""Totals entered for the report until the system's own records stand."""

from haengan.kernel.figures.declare import FLOW, Figure, partition

BY_PLACE = partition(
    members=[
        ("village_bus", "마을버스", "Village buses"),
        ("bus_stop", "버스정류장", "Bus stops"),
        ("public_office", "공공청사", "Public offices"),
        ("welfare", "복지시설", "Welfare facilities"),
        ("park", "공원", "Parks"),
        ("culture", "주민문화시설", "Residents' culture facilities"),
    ],
    ko="장소",
    en="Place",
)

INSTALLED = Figure(
    "digital.wifi.installed",
    kind=FLOW,
    ko="공공와이파이 설치",
    en="Access points installed",
    unit="대",
    basis="지능정보화 기본법 제46조",
    one=("접속장치 한 대", "one access point"),
    slices={"place": BY_PLACE},
    headline=True,
)
