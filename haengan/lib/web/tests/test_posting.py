import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

import pytest

from haengan.lib.web.fetching import NotFetched
from haengan.lib.web.posting import post


@pytest.fixture
def server():
    class Echo(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            told = parse_qs(body)["word"][0].encode()
            self.send_response(302 if self.path == "/away" else 201)
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, *args):
            pass

    made = HTTPServer(("127.0.0.1", 0), Echo)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()


def test_the_form_arrives_and_the_answer_comes_back(server):
    assert post(f"{server}/", {"word": "가로등 & 보도"}, most=100, seconds=5) == (201, "가로등 & 보도".encode())


def test_a_redirect_is_not_followed(server):
    assert post(f"{server}/away", {"word": "a"}, most=100, seconds=5)[0] == 302


def test_what_is_too_large_or_nowhere_is_told(server):
    with pytest.raises(NotFetched):
        post(f"{server}/", {"word": "a" * 200}, most=100, seconds=5)
    with pytest.raises(NotFetched):
        post("http://127.0.0.1:1/", {}, most=100, seconds=1)
    with pytest.raises(NotFetched):
        post("file:///etc/passwd", {}, most=100, seconds=1)
