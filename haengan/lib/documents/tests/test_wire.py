import json

import pytest
from hypothesis import given, settings

from haengan.lib.documents import wire
from haengan.lib.documents.tests import kinds, sample


@settings(max_examples=60, deadline=None)
@given(kinds.documents())
def test_a_document_comes_back_from_json_as_it_was(document):
    sent = json.dumps(wire.to_json(document), ensure_ascii=False)

    assert wire.from_json(json.loads(sent)) == document


def test_what_equals_the_default_is_not_sent():
    sent = wire.to_json(sample.document())

    assert "dated_text" not in sent
    assert sent["dated"] == "2023-09-04"
    assert sent["blocks"][0]["inlines"] == [{"kind": "text", "text": "민선8기 1년 주요성과"}]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"version": 2}, "not a document of version 1"),
        ({"kind": "text"}, "text has no"),
        ({"kind": "essay"}, "'essay' is no part of a document"),
        ({"blocks": [{"kind": "item", "level": 1, "inlines": [], "colour": "red"}]}, "item has no colour"),
        ({"blocks": [{"kind": "item", "level": 9, "inlines": []}]}, "item of level 9"),
        ({"dated": "yesterday"}, "yesterday"),
    ],
)
def test_what_is_no_document_is_refused(change, said):
    with pytest.raises(ValueError, match=said):
        wire.from_json(wire.to_json(sample.document()) | change)
