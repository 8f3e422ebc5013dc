"""A city's single sign-on on loopback: OpenID Connect with discovery, codes, a signed id token and userinfo."""

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "haengan", "between-us"


class IdentityProvider:
    """`claims` is who is at the city's keyboard now; `token_claims` what its id token says otherwise."""

    def __init__(self):
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.signer, self.algorithm, self.kid = self.key, "RS256", "1"
        self.claims, self.token_claims, self.nonce = {}, {}, ""
        self.challenges = {}
        owner = self

        class Answers(BaseHTTPRequestHandler):
            def do_GET(self):
                owner.answer(self, urlsplit(self.path).path, {})

            def do_POST(self):
                given = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
                owner.answer(self, urlsplit(self.path).path, {name: values[0] for name, values in given.items()})

            def log_message(self, *_words):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def consent(self, location):
        """The browser is sent here; it comes back with a code and the state."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}
        self.challenges["c0de"], self.nonce = asked["code_challenge"], asked["nonce"]
        return {"code": "c0de", "state": asked["state"]}

    def answer(self, request, path, given):
        if path == "/.well-known/openid-configuration":
            names = {"authorization": "/authorize", "token": "/token", "userinfo": "/userinfo"}
            found = {f"{name}_endpoint": self.url + at for name, at in names.items()}
            return self.say(request, {"issuer": self.url, "jwks_uri": self.url + "/jwks", **found})
        if path == "/empty/.well-known/openid-configuration":
            return self.say(request, {})
        if path == "/jwks":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
            return self.say(request, {"keys": [{**public, "kid": "1", "alg": "RS256", "use": "sig"}]})
        if path == "/token":
            return self.token(request, given)
        if path == "/userinfo" and request.headers["Authorization"] == "Bearer acce55":
            return self.say(request, self.claims)
        return self.say(request, {"error": "not_found"}, status=404)

    def token(self, request, given):
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        proof = base64.urlsafe_b64encode(hashlib.sha256(given["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        if request.headers["Authorization"] != f"Basic {basic}" or self.challenges.get(given["code"]) != proof:
            return self.say(request, {"error": "invalid_client"}, status=401)
        now = int(time.time())
        about = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 60, "nonce": self.nonce}
        about |= self.claims | self.token_claims
        signed = jwt.encode(about, self.signer, algorithm=self.algorithm, headers={"kid": self.kid} if self.kid else {})
        return self.say(request, {"access_token": "acce55", "token_type": "Bearer", "id_token": signed})

    def say(self, request, body, status=200):
        request.send_response(status)
        request.send_header("Content-Type", "application/json")
        request.end_headers()
        request.wfile.write(json.dumps(body).encode())
