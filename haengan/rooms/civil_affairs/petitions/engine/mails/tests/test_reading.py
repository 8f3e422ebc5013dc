from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haengan.rooms.civil_affairs.petitions.engine.mails.reading import plain, read


def mail(text="본문입니다.", **headers):
    made = EmailMessage()
    for name, value in {"From": "Hong <hong@example.org>", "Subject": "제목", **headers}.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made


def test_sender_subject_and_text_in_any_charset():
    raw = (
        b"From: =?euc-kr?B?yKux5rW/?= <hong@example.org>\r\nSubject: =?utf-8?B?6rCA66Gc65Ox?=\r\n"
        b"Content-Type: text/plain; charset=euc-kr\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    ) + "가로등이 꺼졌습니다.".encode("euc-kr")
    found = read(raw)

    assert (found.name, found.address, found.subject) == ("홍길동", "hong@example.org", "가로등")
    assert found.text.strip() == "가로등이 꺼졌습니다."
    assert found.language == "ko"


def test_the_written_part_goes_before_the_page():
    made = mail("글로 쓴 말")
    made.add_alternative("<p>꾸민 말</p>", subtype="html")
    assert read(made.as_bytes()).text.strip() == "글로 쓴 말"


def test_a_page_alone_is_read_as_words():
    made = EmailMessage()
    made["From"] = "a@example.org"
    made.set_content(
        "<style>p{}</style><p>첫 줄 <b>굵게</b></p><script>alert(1)</script><p>둘째 &amp; 끝</p>", subtype="html"
    )
    assert read(made.as_bytes()).text == "첫 줄 굵게\n둘째 & 끝"


def test_attachments_with_and_without_names():
    made = mail()
    made.add_attachment(b"%PDF-1.7", "application", "pdf", filename="신청서.pdf")
    made.add_attachment(b"abc", "application", "octet-stream")
    found = read(made.as_bytes())
    assert [one.name for one in found.attached] == ["신청서.pdf", "attachment-2"]
    assert found.attached[0].content == b"%PDF-1.7"


@pytest.mark.parametrize(
    ("headers", "automatic"),
    [
        ({}, False),
        ({"Auto_Submitted": "no"}, False),
        ({"Auto_Submitted": "auto-generated"}, True),
        ({"Precedence": "bulk"}, True),
        ({"List_Id": "<news.example.org>"}, True),
        ({"Return_Path": "<>"}, True),
    ],
)
def test_what_machines_write_is_known(headers, automatic):
    assert read(mail(**headers).as_bytes()).automatic is automatic


def test_one_mail_has_one_mark():
    assert read(mail(Message_ID="<1@a>").as_bytes()).mark == read(mail("anders", Message_ID="<1@a>").as_bytes()).mark
    assert read(mail().as_bytes()).mark != read(mail("anders").as_bytes()).mark


@given(
    st.binary(max_size=400)
    | st.text(max_size=300).map(lambda text: f"From: {text}\nSubject: {text}\n\n{text}".encode())
)
def test_whatever_comes_is_read(raw):
    found = read(raw)
    assert isinstance(found.text + found.subject + found.name + found.address, str)
    assert "<script" not in plain(found.text)
