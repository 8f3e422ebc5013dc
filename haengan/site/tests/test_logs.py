from haengan.site import logs


def test_a_log_line_keeps_no_query_string_and_no_browser():
    line = logs.without_personal_data(None, "info", {"request": "GET /search?q=홍길동", "user_agent": "x", "code": 200})

    assert line == {"request": "GET /search", "code": 200}


def test_a_failure_is_logged_by_its_kind_and_places_without_its_words():
    try:
        raise ValueError("홍길동 010-1234-5678")
    except ValueError as failure:
        line = logs.as_places(None, "error", {"event": "request_failed", "exc_info": failure})

    assert line["failure"] == "builtins.ValueError"
    assert "홍길동" not in str(line)
    assert "test_logs.py" in line["places"][-1]
