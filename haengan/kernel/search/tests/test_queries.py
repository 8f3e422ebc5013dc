"""Finding: the same hits on both databases. Overrides of norms stand in for any record."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from haengan.kernel.acts import running
from haengan.kernel.acts.running import System
from haengan.kernel.norms.models import Override
from haengan.kernel.search import declare, dialects, queries, rules, upkeep
from haengan.kernel.search.declare import A, C, Searchable, Sight
from haengan.kernel.search.models import Entry, Part

pytestmark = pytest.mark.django_db
TEXT = "금촌동 이동시장실에서 급경사지 예찰과 체납 점검을 건의하였다. 2023년 12,292명 Wi-Fi"


@dataclass(frozen=True)
class Reader:
    key: str
    kind: str = "official"
    title: str = "reader"


ANNA, NOBODY = Reader("anna"), Reader("nobody")


@pytest.fixture(autouse=True)
def searchable(monkeypatch):
    """Anna sees all but what is secret, nobody sees nothing."""
    monkeypatch.setattr(declare, "searchables", {})
    monkeypatch.setattr(queries, "searchables", declare.searchables)
    monkeypatch.setattr(upkeep, "searchables", declare.searchables)
    monkeypatch.setattr("haengan.kernel.search.intake.searchables", declare.searchables)
    monkeypatch.setattr(declare, "sight", [Sight(labels, keys)])
    monkeypatch.setattr(queries, "sight", declare.sight)
    return Searchable(
        Override,
        fields={"reason": A, "source": C},
        on="from_on",
        url="/overrides/{}/".format,
        standing=lambda record: record.withdrawal_id is None,
    )


def labels(actor, asked):
    return set(asked) if actor == ANNA else set()


def keys(actor, label, asked):
    return set(Override.objects.filter(key__in=asked).exclude(author="secret").values_list("key", flat=True))


def written(reason=TEXT, *, source="근거", on=date(2023, 1, 1), norm="n", author="a"):
    """Through an intake: any write that the journal sees, the index sees."""
    with running.intake("test.write", actor=System("t")):
        return Override.objects.create(
            norm=f"{norm}{Override.objects.count()}", from_on=on, value=1, author=author, reason=reason, source=source
        )


def found(text, actor=ANNA, **asked):
    return [hit.key for hit in queries.find(text, actor=actor, **asked).hits]


@pytest.mark.parametrize(
    "asked",
    [
        "예찰",
        "체납",
        "점검",
        "급경사",
        "급경사지",
        "경사지",
        "이동 시장실",
        "시장실",
        "금촌동 체납",
        '"예찰과 체납"',
        "12292",
        "12,292",
        "wi-fi",
        "WI",
        "건",
        "건의하였다",
        "2023년",
    ],
)
def test_inner_words_two_syllables_numbers_and_spacing_variants_are_found(asked):
    record = written()
    assert found(asked) == [record.key]


@pytest.mark.parametrize("asked", ["찰예", "체납과", "시청", '"체납 예찰"', "2292", "", "   ", '"', "-", "예찰 시청"])
def test_what_does_not_stand_there_is_not_found(asked):
    written()
    assert found(asked) == []


def test_the_better_field_goes_first_then_the_newer_then_the_key():
    low = written("다른 말", source="예찰")
    old, new = written("예찰", on=date(2022, 1, 1)), written("예찰", on=date(2024, 1, 1))
    twins = sorted(written("예찰", on=date(2021, 1, 1)).key for _ in range(3))
    assert found("예찰") == [new.key, old.key, *twins, low.key]


def test_every_word_must_be_found_but_in_any_field():
    both = written("도로 보수", source="체납")
    written("도로 보수")
    assert found("도로 체납") == [both.key]


def test_only_what_may_be_seen_is_found():
    written(author="secret")
    open_one = written()
    assert found("예찰") == [open_one.key]
    assert found("예찰", NOBODY) == []


def test_without_a_word_about_sight_nothing_is_found(monkeypatch):
    written()
    monkeypatch.setattr(queries, "sight", [])
    assert found("예찰") == []


def test_pages_follow_each_other_without_gap_or_repetition():
    keys = [written(on=date(2020, 1, n), author="secret" if n % 3 == 0 else "a").key for n in range(1, 16)]
    first = queries.find("예찰", actor=ANNA, limit=6)
    second = queries.find("예찰", actor=ANNA, limit=6, after=first.following)
    open_ones = [key for n, key in enumerate(keys, start=1) if n % 3][::-1]
    assert [hit.key for hit in first.hits + second.hits] == open_ones
    assert second.following is None


def test_a_hit_tells_title_excerpt_day_and_address():
    record = written()
    (hit,) = queries.find("체납", actor=ANNA).hits
    assert (hit.label, hit.title, hit.url) == ("kernel_norms.override", str(record), f"/overrides/{record.key}/")
    assert "체납 점검을" in hit.excerpt
    assert hit.happened_on == date(2023, 1, 1)


def test_a_changed_record_is_found_by_its_new_words_only():
    record = written()
    with running.intake("test.change", actor=System("t")):
        record.reason = "수해 복구"
        record.save()
    assert found("예찰") == []
    assert found("수해") == [record.key]


def test_a_record_that_no_longer_stands_is_not_found():
    record = written()
    from haengan.kernel.norms.models import Withdrawal

    with running.intake("test.change", actor=System("t")):
        record.withdrawal = Withdrawal.objects.create(author="a", withdrawn_on=date(2024, 1, 1), reason="r")
        record.aside = record.key
        record.save()
    assert found("예찰") == []
    assert not Entry.objects.exists()


def test_a_removed_record_leaves_the_index():
    record = written()
    with running.intake("test.remove", actor=System("t")):
        record.delete()
    assert not Part.objects.exists()


def test_what_is_rolled_back_is_not_found():
    sid = transaction.savepoint()
    written()
    transaction.savepoint_rollback(sid)
    assert found("예찰") == []


def test_an_unchanged_text_is_not_written_again(django_assert_num_queries, searchable):
    record = written()
    with django_assert_num_queries(1):
        upkeep.index(searchable, record)


def test_a_rebuild_brings_in_what_was_missed_and_drops_what_is_gone(searchable):
    with running.upkeep():
        missed = Override.objects.create(
            norm="n", from_on=date(2023, 1, 1), value=1, author="a", reason=TEXT, source="s"
        )
    gone = written("사라진 예찰")
    with running.upkeep():
        gone.delete()
    Entry.objects.create(label="old.thing", key="k", digest="")
    told = []
    assert upkeep.rebuild(lambda done, total: told.append((done, total))) == 1
    assert found("예찰") == [missed.key]
    assert Entry.objects.count() == 1
    assert told == [(1, 1)]


def test_a_long_text_is_found_to_its_end_and_across_its_cuts(searchable):
    record = written("짧은 글")
    record.reason = " ".join(f"낱말{n}" for n in range(9000))
    upkeep.index(searchable, record)
    for asked in ("낱말0 낱말8999", '"낱말3998 낱말3999 낱말4000 낱말4001"', '"낱말2665 낱말2666 낱말2667 낱말2668"'):
        assert found(asked) == [record.key]
    assert Part.objects.count() > 2


def test_a_list_is_narrowed_by_the_index():
    record = written()
    written("다른 말")
    assert list(Override.objects.filter(queries.matching(Override, "예찰 체납"))) == [record]
    assert Override.objects.filter(queries.matching(Override, " ")).count() == 2


SYLLABLES = st.text("가나다라 ", min_size=1, max_size=8)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(SYLLABLES, min_size=1, max_size=5), SYLLABLES)
def test_the_hits_are_those_of_a_plain_reading(texts, asked):
    sid = transaction.savepoint()
    flat = {written(text).key: text.replace(" ", "") for text in texts if text.strip()}
    expected = (
        {key for key, text in flat.items() if all(word in text for word in asked.split())} if asked.strip() else set()
    )
    assert set(found(asked)) == expected
    transaction.savepoint_rollback(sid)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30))
def test_nothing_that_is_typed_breaks_the_search(asked):
    found(asked)
    list(Override.objects.filter(queries.matching(Override, asked)))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=30).filter(lambda text: "\x00" not in text))
def test_a_text_is_found_by_itself(text):
    sid = transaction.savepoint()
    record = written(text)
    if queries._phrases(text):
        assert record.key in found(text)
    transaction.savepoint_rollback(sid)


WORD = st.one_of(
    st.text("김이박예찰체납가", min_size=1, max_size=4),
    st.sampled_from(["12292", "12,292", "2023년", "wifi", "WiFi", "김", "급경사지"]),
)
LINES = st.lists(WORD, max_size=4).map(" ".join)
TYPED = st.tuples(LINES, st.sampled_from(["NFC", "NFD"])).map(lambda told: unicodedata.normalize(told[1], told[0]))
PAPERS = st.lists(st.tuples(TYPED, TYPED, st.integers(1, 3), st.booleans()), min_size=1, max_size=6)


def units(text):
    """A plain reading of its own: syllables one by one, numbers and words whole, spaces aside."""
    plain = unicodedata.normalize("NFC", text).lower().replace("12,292", "12292")
    return re.findall(r"[가-힣]|[0-9]+|[a-z]+", plain)


def holds(text, word):
    own, asked = units(text), units(word)
    return any(own[at : at + len(asked)] == asked for at in range(len(own)))


def ranked(papers, asked):
    """Every word in either field; the better field first, then the newer, then the key: what both databases must say."""
    scored = []
    for key, (reason, source, on, secret) in papers.items():
        best = [8 if holds(reason, word) else 2 if holds(source, word) else 0 for word in dict.fromkeys(asked.split())]
        if best and all(best) and not secret:
            scored.append((-sum(best), -on, key))
    return [key for _score, _on, key in sorted(scored)]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PAPERS, TYPED)
def test_hits_and_their_order_are_those_of_a_plain_reading_on_either_database(papers, asked):
    sid = transaction.savepoint()
    kept = {}
    for reason, source, on, secret in papers:
        record = written(reason, source=source, on=date(2020, 1, on), author="secret" if secret else "a")
        kept[record.key] = (reason, source, on, secret)
    words = {tuple(units(word)): word for word in asked.split()}  # the same word in two spellings is asked once
    assert found(" ".join(words.values())) == ranked(kept, " ".join(words.values()))
    transaction.savepoint_rollback(sid)


def indexed():
    """All that the index holds: entries with their parts' weights and tokens, and how many rows the database searches."""
    sqlite = connection.vendor == "sqlite"
    tokens = f"SELECT rowid, tokens FROM {dialects.FTS}" if sqlite else f"SELECT id, tokens::text FROM {dialects.PARTS}"
    with connection.cursor() as cursor:
        cursor.execute(tokens)
        by_part = dict(cursor.fetchall())
    rows = Part.objects.order_by("pk").values_list("pk", "entry__label", "entry__key", "entry__happened_on", "weight")
    return sorted((*map(str, rest), by_part[pk]) for pk, *rest in rows), len(by_part)


CHANGES = st.lists(st.tuples(st.sampled_from(["write", "change", "remove"]), st.integers(0, 9), LINES), max_size=12)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CHANGES)
def test_an_index_that_followed_every_change_is_the_one_built_anew(changes):
    sid = transaction.savepoint()
    records = []
    for step, (verb, which, text) in enumerate(changes):
        if verb == "write" or not records:
            records.append(written(text, norm=f"step{step}_"))
            continue
        record = records[which % len(records)]
        with running.intake("test.change", actor=System("t")):
            if verb == "remove":
                records.remove(record)
                record.delete()
            else:
                record.reason = text
                record.save()
    followed = indexed()
    for entry in Entry.objects.all():
        upkeep._remove(entry)
    assert indexed() == ([], 0)
    upkeep.rebuild()
    assert indexed() == followed
    transaction.savepoint_rollback(sid)


def test_weights_are_ordered():
    assert rules.Weight.A > rules.Weight.B > rules.Weight.C > rules.Weight.D
