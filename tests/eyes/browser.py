"""A browser without a window, driven through chromedriver's own protocol; needs no library.

    with Browser() as browser:
        browser.size(390, 844)
        browser.open(path)
        browser.run("return document.title")
"""

import base64
import json
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

# No request may leave, not even the browser's own for updates.
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND",
]


class Browser:
    """A session; what the page asked for and complained of is kept."""

    def __init__(self, driver="chromedriver"):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.profile = tempfile.TemporaryDirectory()
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.driver = subprocess.Popen([driver, f"--port={self.port}"], **quiet)
        options = {"args": [*ARGUMENTS, f"--user-data-dir={self.profile.name}"]}
        wanted = {
            "browserName": "chrome",
            "goog:chromeOptions": options,
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
        }
        for _ in range(240):
            try:
                made = self._call("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
                break
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.25)
        else:
            raise RuntimeError("chromedriver does not answer")
        self.session = f"/session/{made['sessionId']}"
        # What the browser's own first page asked for is not the page's.
        self._call("POST", self.session + "/url", {"url": "data:,"})
        self.requests()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self._call("DELETE", self.session)
        finally:
            self.driver.terminate()
            self.driver.wait()
            self.profile.cleanup()

    def size(self, width, height):
        """The screen: below 500 pixels a telephone's."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        self.cdp("Emulation.setDeviceMetricsOverride", metrics)

    def open(self, path):
        self._call("POST", self.session + "/url", {"url": Path(path).resolve().as_uri()})

    def run(self, script, *arguments):
        body = {"script": script, "args": list(arguments)}
        return self._call("POST", self.session + "/execute/sync", body)

    def shot(self, path, whole=True):
        """A picture of the page."""
        found = self.cdp("Page.captureScreenshot", {"captureBeyondViewport": whole})
        Path(path).write_bytes(base64.b64decode(found["data"]))

    def complaints(self):
        """What the console says."""
        logged = self._call("POST", self.session + "/se/log", {"type": "browser"})
        return [entry["message"] for entry in logged]

    def requests(self):
        """Addresses asked for since the last call."""
        logged = self._call("POST", self.session + "/se/log", {"type": "performance"})
        events = [json.loads(entry["message"])["message"] for entry in logged]
        sent = [event for event in events if event["method"] == "Network.requestWillBeSent"]
        return [event["params"]["request"]["url"] for event in sent]

    def cdp(self, name, parameters):
        body = {"cmd": name, "params": parameters}
        return self._call("POST", self.session + "/goog/cdp/execute", body)

    def _call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        address = f"http://127.0.0.1:{self.port}{path}"
        request = urllib.request.Request(address, data, {"Content-Type": "application/json"}, method=method)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=120) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(json.load(error)["value"]["message"]) from None
