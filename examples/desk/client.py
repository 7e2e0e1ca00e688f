"""A small client of the API, on nothing but Python's standard library: a key, or a person who has signed in."""
import http.client
import json
import uuid
from urllib.parse import urlsplit


class Problem(Exception):
    """What the desk refused: .status, .code and the sentence."""

    def __init__(self, status, body):
        super().__init__(f"{status} {body.get('code')}: {body.get('title')} {body.get('detail', '')} {body.get('errors', '')}")
        self.status, self.code, self.body = status, body.get("code"), body


class Client:
    def __init__(self, url, key=None):
        self.url, self.key, self.cookie, self.csrf = urlsplit(url), key, None, None
        self.connection = http.client.HTTPConnection(self.url.hostname, self.url.port, timeout=30)

    def ask(self, method, path, body=None, idempotency_key=None):
        headers = {"Accept": "application/json"}
        if self.key:
            headers["Authorization"] = "Bearer " + self.key
        if self.cookie:
            headers["Cookie"], headers["X-CSRF-Token"] = self.cookie, self.csrf
        if method == "POST":
            headers["Idempotency-Key"] = idempotency_key or str(uuid.uuid4())
        data = None
        if isinstance(body, str):
            data, headers["Content-Type"] = body.encode(), "application/xml"
        elif body is not None:
            data = json.dumps(body)
            headers["Content-Type"] = "application/json"
        self.connection.request(method, path, data, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        self.headers = answer.headers
        result = json.loads(text) if text and "json" in answer.headers.get("Content-Type", "") else text
        if answer.status >= 400:
            raise Problem(answer.status, result)
        return result

    def raw(self, method, path, data=None, **more):
        """Bytes there and back, with the headers that are named (Upload_Offset is Upload-Offset)."""
        headers = {name.replace("_", "-"): value for name, value in more.items()}
        if self.key:
            headers["Authorization"] = "Bearer " + self.key
        if self.cookie:
            headers["Cookie"], headers["X-CSRF-Token"] = self.cookie, self.csrf
        self.connection.request(method, path, data, headers)
        answer = self.connection.getresponse()
        body = answer.read()
        self.headers = answer.headers
        if answer.status >= 400:
            raise Problem(answer.status, json.loads(body) if body else {})
        return body

    def upload(self, data, piece=1 << 20):
        """A file into the vault, in pieces (tus 1.0); its SHA-256."""
        tus = {"Tus_Resumable": "1.0.0"}
        self.raw("POST", "/v1/uploads", Upload_Length=str(len(data)), **tus)
        path = self.headers["Location"]
        for at in range(0, len(data), piece):
            self.raw("PATCH", path, data[at:at + piece], Upload_Offset=str(at), Content_Type="application/offset+octet-stream", **tus)
        return self.get(path)["digest"]

    def get(self, path):
        return self.ask("GET", path)

    def post(self, path, body=None, key=None):
        return self.ask("POST", path, {} if body is None else body, key)

    def send_file(self, text):
        """A file of the bank."""
        return self.ask("POST", "/v1/bank/files", text)

    def sign_in(self, email, password, act_as=None):
        signed_in = self.post("/v1/sessions", {"email": email, "password": password})
        self.cookie = self.headers["Set-Cookie"].split(";")[0]
        self.csrf = signed_in["csrf"]
        if len(signed_in["memberships"]) != 1 or act_as:
            self.post("/v1/sessions/current/act-as", {"membership": act_as or signed_in["memberships"][0]["id"]})
        return signed_in


def usd(amount):
    return {"amount": f"{amount:.2f}", "currency": "USD"}
