"""What personal data looks like in a plain text. Every pattern is of bounded length: the search stays linear on any text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from haengan.rooms.civil_affairs.petitions.engine.masking import checks

BETWEEN = r"[ \t]{0,2}"
"""Between two digits of one group."""
SEP = r"[ \t.\-_/·,)(]{0,3}"
WRAP = r"[ \t.\-_/·,\n]{0,3}"
FREE, END = r"(?<![\d●])", r"(?![\d●])"
ALONE, WORD = r"(?<![A-Za-z0-9●])", r"(?![A-Za-z0-9●])"
HANGUL = r"(?<![가-힣●])"
REGIONS = "서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주"
BANKS = "계좌|통장|농협|수협|신협|카카오뱅크|토스뱅크|케이뱅크|새마을금고|우체국|[가-힣]{2}은행|씨티은행|농협은행"
WORDS_OF_BANKS = "국민|신한|우리|하나|기업|부산|대구|광주|전북|경남|제주|산업|토스|카카오|예금주|입금|송금|환불"
AMOUNTS = r"(?![ \t]?(?:원|명|개|년|미터|m|㎡|,\d{3}(?!\d)|%|세대|가구|가지|번지|페이지|쪽))"
COUNTED = "주호도구조부자로수국"
"""Signs of plates that are also words after a number: 10주 2000원."""
SIGN = rf"(?:[{''.join(sorted(checks.USES - set(COUNTED)))}][ \t\-]{{0,2}}\d{{4}}{END}|[{COUNTED}][ \t\-]{{0,2}}\d{{4}}{END}{AMOUNTS})"
SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구나민진지엄채원천방공현함변염여추도소석선설마길연위표명"
    "기반왕금옥육인맹제모탁국어은편용"
)
NAME = rf"(?:(?:남궁|황보|제갈|선우|독고|사공|서문)[가-힣]{{1,2}}|[{SURNAMES}][가-힣]{{1,2}})"
AFTER = r"(?=입니다|이고|이며|이라|이에요|예요|씨|님|이가|이는|에게|한테|께서|(?:의|가|이|은|는|을|를|과|와|께|도)?(?:[^가-힣●]|$))"
ROLES = "성명|성함|이름|민원인|신고자|신고인|신청인|신청자|담당자|작성자|대표자|대표|예금주|피해자|가해자|피신고인|보호자|세대주|소유자|환자|학생|아들|딸|남편|아내"


@dataclass(frozen=True)
class Pattern:
    """`group` is masked. `spoken` ones are looked for in numerals of words, too."""

    what: str
    certain: bool
    shape: re.Pattern[str]
    fits: Callable[[str], bool] = bool
    group: int = 0
    spoken: bool = False


def _digits(*groups: str) -> str:
    """Each letter d is any digit, other signs are themselves; blanks may stand between any two."""
    return SEP.join(_group(one) for one in groups)


def _group(signs: str) -> str:
    return BETWEEN.join(r"\d" if sign == "d" else sign for sign in re.findall(r"\[.*?\]|.", signs))


RESIDENT = rf"{FREE}{_group('dddddd')}{WRAP}{_group('ddddddd')}{END}"
MOBILE_HEAD = rf"(?:\(?(?:\+|00)?82[ \t]?\)?{SEP}\(?0?\)?{BETWEEN}|\(?0{BETWEEN})1{BETWEEN}"


def _of(what: str, shape: str, fits: Callable[[str], bool] = bool, *, group: int = 0, spoken: bool = False) -> Pattern:
    return Pattern(what, True, re.compile(shape), fits, group, spoken)


def _maybe(what: str, shape: str, fits: Callable[[str], bool] = bool, *, group: int = 0) -> Pattern:
    return Pattern(what, False, re.compile(shape), fits, group)


NUMBERS: tuple[Pattern, ...] = (
    _of("resident", RESIDENT, lambda text: checks.born(text) and not checks.foreign(text), spoken=True),
    _of("foreigner", RESIDENT, lambda text: checks.born(text) and checks.foreign(text), spoken=True),
    _of("resident", rf"{FREE}\d{{6}}{SEP}[0-9][*xX×○●■ㅇ]{{4,12}}(?![*xX×○■\d])"),
    _of("card", rf"{FREE}{_digits('dddd', 'dddd', 'dddd', 'dddd')}{END}", checks.luhn, spoken=True),
    _of("card", rf"{FREE}{_digits('3[47]dd', 'dddddd', 'ddddd')}{END}", checks.luhn),
    _of("card", rf"카드(?:번호)?[^\d\n●]{{0,6}}({_digits('dddd', 'dddd', 'dddd', 'dddd')}){END}", group=1),
    _of("mobile", rf"{FREE}{MOBILE_HEAD}0{SEP}{_digits('dddd', 'dddd')}{END}", spoken=True),
    _of("mobile", rf"{FREE}{MOBILE_HEAD}[16-9]{SEP}\d{{3,4}}{SEP}\d{{4}}{END}", spoken=True),
    _of(
        "telephone",
        rf"{FREE}\(?0{BETWEEN}(?:2|[3-6]{BETWEEN}[1-5]|7{BETWEEN}0|5{BETWEEN}0{BETWEEN}\d){SEP}\d{{3,4}}{SEP}\d{{4}}{END}",
        spoken=True,
    ),
    _of("telephone", rf"{FREE}\+82[ \t]?\)?{SEP}(?:2|[3-6][1-5]|70){SEP}\d{{3,4}}{SEP}\d{{4}}{END}"),
    _of("passport", rf"{ALONE}[MSRODGmsrodg][ \t]?\d{{3}}[ \t]?(?:\d{{5}}|[A-Za-z][ \t]?\d{{4}}){WORD}"),
    _of("passport", rf"여권(?:번호)?[^\dA-Za-z\n●]{{0,6}}([A-Za-z]{{1,2}}[ \t]?\d{{6,8}}){WORD}", group=1),
    _of("licence", rf"{FREE}(?:1[1-9]|2[0-8]){SEP}\d{{2}}{SEP}\d{{6}}{SEP}\d{{2}}{END}", checks.spaced),
    _of("licence", rf"(?:{REGIONS})[ \t\-]{{0,2}}(\d{{2}}{SEP}\d{{6}}{SEP}\d{{2}}){END}", checks.spaced, group=1),
    _of("licence", rf"면허(?:증)?(?:[ ]?번호)?[^\d\n●]{{0,6}}(\d{{12}}){END}", group=1),
    _of("plate", rf"{FREE}\d{{2,3}}[ \t\-]{{0,2}}{SIGN}"),
    _of("plate", rf"(?:{REGIONS})[ \t]?\d{{1,2}}[ \t]?{SIGN}"),
    _of(
        "account",
        rf"(?:{BANKS})(?:[ ]?(?:번호|은행|계좌|통장|예금주))?(?:[ \t:：은는]{{0,3}}[가-힣]{{2,4}})?[ \t:：()은는\-]{{0,4}}"
        rf"(\d{{10,14}}|\d{{2,6}}(?P<dash>[ \-])\d{{2,6}}(?P=dash)\d{{2,8}}(?:-\d{{1,6}})?){END}",
        checks.account,
        group=1,
    ),
    _of(
        "account",
        rf"(?:{WORDS_OF_BANKS})(?:[ \t]?[가-힣]{{2,3}})?[ \t:：(]{{0,3}}(\d{{2,6}}-\d{{2,6}}-\d{{2,8}}(?:-\d{{1,6}})?){END}",
        checks.account,
        group=1,
    ),
    _of(
        "account",
        rf"{FREE}(\d{{2,6}}-\d{{2,6}}-\d{{2,8}}(?:-\d{{1,3}})?)[ \t]{{0,2}}[(]?(?:{BANKS})",
        checks.account,
        group=1,
    ),
)

BUSINESS = _of("business", rf"{FREE}\d{{3}}[ \t]?-[ \t]?\d{{2}}[ \t]?-[ \t]?\d{{5}}{END}", checks.business)

WORDS: tuple[Pattern, ...] = (
    _of("mail", r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9._%+\-]{1,64}@(?:[A-Za-z0-9\-]{1,63}\.){1,5}[A-Za-z]{2,24}"),
    _of(
        "mail",
        r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9._%+\-]{2,64}[ ]?(?:\(at\)|\[at\]|\(골뱅이\)|골뱅이)[ ]?"
        r"(?:[A-Za-z0-9\-]{1,63}[ ]?(?:\.|\(dot\)|점)[ ]?){1,4}[A-Za-z]{2,24}",
    ),
    _maybe("telephone", rf"(?:전화|연락처|☎|[Tt][Ee][Ll])[^\d\n●]{{0,6}}(\d{{3,4}}[ \t]?-[ \t]?\d{{4}}){END}", group=1),
    _maybe(
        "messenger",
        r"(?:카톡|카카오톡|라인|텔레그램|인스타(?:그램)?)(?:[ ]?(?:아이디|ID|id))?[ \t:：은는]{1,3}(@?[A-Za-z0-9][A-Za-z0-9._\-]{3,29})",
        group=1,
    ),
    _maybe("name", rf"{HANGUL}(?:{ROLES})[ \t]{{0,2}}[:：은는이가]?[ \t]{{0,2}}({NAME}){AFTER}", checks.name, group=1),
    _maybe("name", rf"{HANGUL}({NAME})[ \t]?(?:씨|님)(?![가-힣]{{3}})", checks.name, group=1),
    _maybe(
        "name",
        rf"{HANGUL}([{SURNAMES}][가-힣]{{2}})[ \t]?(?:군|양)(?=[은는이가의을를과와]?(?:[^가-힣]|$))",
        checks.name,
        group=1,
    ),
    _maybe(
        "birth",
        r"(?:생년월일|생일|출생)[^\d\n●]{0,5}(\d{2,4}[ ]?[\-./년][ ]?\d{1,2}[ ]?[\-./월][ ]?\d{1,2}(?:[ ]?일)?|\d{6}|\d{8})(?!\d)",
        group=1,
    ),
    _maybe("birth", r"(?<!\d)(\d{2,4}년[ ]?(?:\d{1,2}월[ ]?\d{1,2}일[ ]?)?)생(?=입니다|이|인|[^가-힣]|$)", group=1),
    _maybe(
        "dwelling",
        r"(?<![\d●가-힣A-Za-z])(?:\d{1,4}|[가-하A-Fa-f])[ ]?동[ ]?(?:(?:지하[ ]?)?\d{1,3}층[ ]?)?\d{1,4}[ ]?호(?!선|차|기)",
    ),
    _maybe("dwelling", r"(?<![\d●])(?:지하[ ]?)?\d{1,3}층[ ]?\d{1,4}[ ]?호(?!선|차|기)"),
    _maybe(
        "dwelling",
        r"(?:자택|집[ ]?주소|주소|거주지|사는[ ]?곳|우리[ ]?집)[은는이가]?[ \t:：]{0,3}"
        r"((?:[가-힣0-9]{1,12}[ ]){0,4}[가-힣0-9]{1,12}(?:로|길|동|리)[ ]?\d{1,5}(?:-\d{1,5})?(?:번지)?(?:[ ,]{1,2}(?:\d{1,4}[ ]?동[ ]?)?\d{1,4}[ ]?호)?)",
        group=1,
    ),
)
