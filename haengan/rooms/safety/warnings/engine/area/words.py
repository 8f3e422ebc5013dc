"""Why something is no area, in Korean and English, with what to do."""

from __future__ import annotations

WHY: dict[str, tuple[str, str]] = {
    "unknown_area": (
        "저장된 구역 가운데 {value}이(가) 없습니다. 이름을 확인하거나 구역을 먼저 등록하십시오.",
        "There is no stored area {value}. Check the name, or store the area first.",
    ),
    "few_points": (
        "다각형에는 서로 다른 점이 셋 이상 있어야 합니다. 받은 값: {value}. 점을 더 찍으십시오.",
        "A polygon needs three different points or more, not {value}. Draw more points.",
    ),
    "many_points": (
        "점 {value}개는 너무 많습니다. 10만 개 이하로 단순하게 만드십시오.",
        "{value} points are too many. Simplify the outline to 100,000 at most.",
    ),
    "not_degrees": (
        "위도·경도가 아닙니다: {value}. 도 단위(WGS 84)로 위도, 경도 순서로 적으십시오.",
        "{value} is no latitude and longitude. Give degrees (WGS 84), latitude first.",
    ),
    "far_away": (
        "{value}은(는) 우리나라 밖입니다. 위도와 경도의 순서를 확인하십시오.",
        "{value} lies outside of Korea. Check the order of latitude and longitude.",
    ),
    "crosses_itself": (
        "경계선이 스스로 엇갈립니다({value}). 그 자리를 다시 그리십시오.",
        "The outline crosses itself at {value}. Draw that place again.",
    ),
    "no_area": (
        "넓이가 없습니다: {value}. 다각형을 다시 그리거나 반지름을 0보다 크게 적으십시오.",
        "It encloses no area: {value}. Draw the polygon again, or give a radius greater than 0.",
    ),
    "too_wide": (
        "반지름 {value}km는 너무 큽니다. 500km 이하로 적으십시오.",
        "A radius of {value} km is too wide. Give 500 km at most.",
    ),
    "not_geojson": (
        "GeoJSON의 Polygon이나 MultiPolygon이 아닙니다: {value}. 다시 내보내십시오.",
        "{value} is no Polygon or MultiPolygon of GeoJSON. Export it again.",
    ),
    "not_points": (
        "좌표 자료를 읽을 수 없습니다: {value}. 같은 개수의 유한한 수로 주십시오.",
        "The coordinates cannot be read: {value}. Give finite numbers, as many of each.",
    ),
    "one_piece": (
        "점 {value}개로는 이 구역을 그릴 수 없습니다. 허용하는 점의 수를 늘리거나 구역을 나누십시오.",
        "{value} points cannot draw this area. Allow more points, or part the area.",
    ),
}


class NotAnArea(ValueError):
    """`code` is one of `WHY`, `value` what was given."""

    def __init__(self, code: str, value: object = "") -> None:
        self.code, self.value = code, value
        super().__init__(self.told("en"))

    def told(self, language: str) -> str:
        korean, english = WHY[self.code]
        return (korean if language.startswith("ko") else english).format(value=str(self.value)[:80])
