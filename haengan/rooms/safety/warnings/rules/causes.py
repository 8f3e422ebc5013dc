"""What may be warned of, and how grave it is."""

from __future__ import annotations

Names = dict[str, tuple[str, str]]

CAUSES: Names = {
    "heavy_rain": ("호우", "Heavy rain"),
    "flood": ("홍수", "Flood"),
    "landslide": ("산사태", "Landslide"),
    "typhoon": ("태풍", "Typhoon"),
    "strong_wind": ("강풍", "Strong wind"),
    "heavy_snow": ("대설", "Heavy snow"),
    "cold": ("한파", "Cold wave"),
    "heat": ("폭염", "Heat wave"),
    "drought": ("가뭄", "Drought"),
    "dust": ("황사·미세먼지", "Dust"),
    "wildfire": ("산불", "Wildfire"),
    "earthquake": ("지진", "Earthquake"),
    "tsunami": ("지진해일", "Tsunami"),
    "dam_release": ("댐 방류", "Release of a dam"),
    "fire": ("화재", "Fire"),
    "chemical": ("화학 사고", "Chemical accident"),
    "epidemic": ("감염병", "Epidemic"),
    "air_raid": ("공습경보", "Air raid"),
    "nuclear": ("핵경보", "Nuclear warning"),
    "storm_surge": ("풍랑·해일", "Waves and storm surge"),
    "other": ("그 밖의 재난", "Other disaster"),
}
"""Codes as `dispatch.tone.causes` names them, too."""
LEVELS: Names = {
    "attention": ("관심", "Attention"),
    "caution": ("주의", "Caution"),
    "alert": ("경계", "Alert"),
    "severe": ("심각", "Severe"),
}
"""재난 및 안전관리 기본법 제38조: the four levels of crisis."""
