"""The few words that a rendering adds of its own, by the language of the document (not of whoever reads the screen)."""

from typing import Final, TypedDict

from haengan.lib.documents.model import Language, Standing


class Words(TypedDict):
    vision: str
    goals: str
    tasks: str
    footnotes: str
    legend: str
    figures: str
    figure_columns: tuple[str, ...]
    standings: dict[Standing, str]
    standing_names: dict[Standing, str]
    back: str


MARKS: Final[dict[Standing, str]] = {"recorded": "", "entered": "†", "signed": "‡", "untraced": "?"}

WORDS: Final[dict[Language, Words]] = {
    "ko": {
        "vision": "비전",
        "goals": "목표",
        "tasks": "주요업무",
        "footnotes": "각주",
        "legend": "수치 표시",
        "figures": "수치 출처",
        "figure_columns": ("표", "셀", "수치", "지표", "구분", "기간", "근거"),
        "standings": {
            "recorded": "",
            "entered": "업무 기록을 집계하지 않고 근거 문서의 합계를 옮겨 적은 수치(표 제목이나 단위 뒤에 붙으면 표 전체)",
            "signed": "지표와 연결되지 않아 담당 공무원이 출처를 적고 서명한 수치",
            "untraced": "아직 근거가 확인되지 않은 수치",
        },
        "standing_names": {"recorded": "기록", "entered": "입력", "signed": "서명", "untraced": "미확인"},
        "back": "본문으로",
    },
    "en": {
        "vision": "Vision",
        "goals": "Goals",
        "tasks": "Tasks",
        "footnotes": "Footnotes",
        "legend": "Marks on numbers",
        "figures": "Sources of numbers",
        "figure_columns": ("Table", "Cell", "Number", "Figure", "Slice", "Period", "Basis"),
        "standings": {
            "recorded": "",
            "entered": "a total taken from a source document, not counted from records (after a caption or unit: the whole table)",
            "signed": "linked to no figure; an official has given the source and signed for it",
            "untraced": "not traced to a source yet",
        },
        "standing_names": {"recorded": "recorded", "entered": "entered", "signed": "signed", "untraced": "untraced"},
        "back": "Back to the text",
    },
}
