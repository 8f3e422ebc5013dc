"""A server that behaves as badly as its addresses say: ``python server.py`` prints its port."""

import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Bad(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        getattr(self, f"_{self.path.strip('/').partition('?')[0].replace('-', '_') or 'good'}")()

    def _answer(self, body, status=200, **headers):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def _good(self):
        if self.headers.get("If-None-Match") == '"one"':
            return self._answer(b"", 304)
        return self._answer(b"good", ETag='"one"')

    def _large(self):
        self._answer(b"x" * 200_000)

    def _endless(self):
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for _time in range(10_000):
            self.wfile.write(b"3e8\r\n" + b"x" * 1000 + b"\r\n")

    def _trickle(self):
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        for _time in range(1000):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.05)

    def _trickling_head(self):
        for sign in b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 1000:
            self.wfile.write(bytes([sign]))
            self.wfile.flush()
            time.sleep(0.05)

    def _cut(self):
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"x" * 10)
        self.close_connection = True

    def _packed(self):
        self._answer(b"\x1f\x8b", Content_Encoding="gzip")

    def _moved(self):
        self._answer(b"", 302, Location="/good")

    def _round(self):
        self._answer(b"", 302, Location="/round")

    def _away(self):
        self._answer(b"", 302, Location="http://localhost.evil.example/good")

    def _down(self):
        self._answer(b"", 302, Location="file:///etc/passwd")

    def _broken(self):
        self._answer(b"no", 500)

    def log_message(self, *_told):
        pass


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Bad)
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()
