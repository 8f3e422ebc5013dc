"""Small real files of each kind, made on the spot."""

import io
import json
import zipfile

import docx
import xlsxwriter


def zipped(entries, *, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return out.getvalue()


def word():
    out = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("행정안전국")
    document.save(out)
    return out.getvalue()


def workbook():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet().write(0, 0, "행정안전국")
    return out.getvalue()


def hangul():
    return zipped([("mimetype", "application/hwp+zip"), ("Contents/section0.xml", "<a/>"), ("version.xml", "<v/>")])


def samples():
    return {
        "보고.pdf": ("pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"),
        "보고.hwpx": ("hwpx", hangul()),
        "보고.docx": ("docx", word()),
        "표.xlsx": ("xlsx", workbook()),
        "자료.zip": ("zip", zipped([("a.txt", "a")])),
        "그림.png": ("png", b"\x89PNG\r\n\x1a\n" + bytes(20)),
        "사진.JPG": ("jpeg", b"\xff\xd8\xff\xe0" + bytes(20)),
        "그림.webp": ("webp", b"RIFF\x10\x00\x00\x00WEBPVP8 " + bytes(20)),
        "명단.csv": ("csv", "이름,부서\r\n김하늘,행정지원과\r\n".encode("cp949")),
        "메모.txt": ("txt", "메모\n".encode("utf-8-sig")),
        "일정.ics": ("ics", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"),
        "경계.geojson": ("geojson", json.dumps({"type": "Point", "coordinates": [126.7, 37.7]}).encode()),
    }
