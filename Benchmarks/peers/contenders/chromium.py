"""Headless Chromium, driven over its DevTools pipe: one browser and one page for all cards."""

import base64
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from .. import layout
from ..measure import own_cost
from ..words import LANGUAGES
from . import Task, task_of


class Browser:
    """A browser with one page. The DevTools protocol's messages go through two pipes, each ended by a zero byte."""

    def __init__(self, profile: str):
        read_here, write_there = os.pipe()
        read_there, write_here = os.pipe()

        def take_pipes():
            # The browser reads from descriptor 3 and writes to 4.
            os.dup2(read_there, 10)
            os.dup2(write_there, 11)
            os.dup2(10, 3)
            os.dup2(11, 4)

        self.process = subprocess.Popen(
            [
                "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                "--force-device-scale-factor=1", f"--user-data-dir={profile}", "--remote-debugging-pipe",
                f"--window-size={layout.WIDTH},{layout.HEIGHT}", "about:blank",
            ],
            close_fds=False, preexec_fn=take_pipes, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(read_there)
        os.close(write_there)
        self._input = os.fdopen(write_here, "wb", buffering=0)
        self._output = os.fdopen(read_here, "rb", buffering=1 << 20)
        self._last = 0
        self._events: list[dict] = []
        self._session: str | None = None
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.call("Page.enable")
        self.call(
            "Emulation.setDeviceMetricsOverride", width=layout.WIDTH, height=layout.HEIGHT, deviceScaleFactor=1,
            mobile=False)

    def call(self, method: str, **parameters) -> dict:
        """Calls a method of the protocol and waits for its answer."""
        self._last += 1
        message = {"id": self._last, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        self._input.write(json.dumps(message).encode() + b"\0")
        while True:
            answer = self._receive()
            if answer.get("id") == self._last:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]
            self._events.append(answer)

    def open(self, path: Path) -> None:
        """Shows a file, and returns once its pictures and fonts are there."""
        self._events.clear()
        self.call("Page.navigate", url=path.resolve().as_uri())
        while not any(event.get("method") == "Page.loadEventFired" for event in self._events):
            self._events.append(self._receive())
        self.call("Runtime.evaluate", expression="document.fonts.ready.then(() => true)", awaitPromise=True)

    def processes(self) -> list[int]:
        """The browser's processes that live: itself and all below it."""
        found = [self.process.pid]
        for process in found:
            for thread in Path(f"/proc/{process}/task").iterdir():
                found += map(int, (thread / "children").read_text().split())
        return found

    def close(self) -> None:
        self._session = None
        self.call("Browser.close")
        self.process.wait()

    def _receive(self) -> dict:
        message = bytearray()
        while not message.endswith(b"\0"):
            part = self._output.peek()
            if not part:
                raise RuntimeError("Chromium has closed its pipe")
            end = part.find(b"\0")
            message += self._output.read(len(part) if end < 0 else end + 1)
        return json.loads(message[:-1])


def draw(browser: Browser, task: Task) -> None:
    """Draws all cards: a page for each picture, or one for each language's document."""
    for language in LANGUAGES:
        if task.kind == "pdf":
            browser.open(task.deck.folder / f"html/{language}.html")
            document = browser.call(
                "Page.printToPDF", preferCSSPageSize=True, printBackground=True, transferMode="ReturnAsBase64")
            (task.output / f"{language}.pdf").write_bytes(base64.b64decode(document["data"]))
            continue
        for number in range(1, task.deck.count + 1):
            browser.open(task.deck.folder / f"html/{language}-{number:05}.html")
            picture = browser.call("Page.captureScreenshot", format="png")
            (task.output / language / f"{number:05}.png").write_bytes(base64.b64decode(picture["data"]))


if __name__ == "__main__":
    given = task_of(sys.argv[1:])
    with tempfile.TemporaryDirectory() as profile:
        browser = Browser(profile)
        with own_cost(browser.processes):
            draw(browser, given)
        browser.close()
