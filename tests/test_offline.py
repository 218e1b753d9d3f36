"""The main job with every way out of this machine closed: article in, answers out, the page served. Nothing may even try to leave.

The job runs in a process of its own. Python's audit events catch each name that is looked up and each address that is connected to; where the
system lets an ordinary user have a network namespace, the job runs in one with nothing but loopback in it, and the kernel counts what libraries
written in other languages tried to send.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

JOB = """
import fcntl, json, os, socket, struct, sys
tried = []

def watch(event, arguments):
    if event == "socket.getaddrinfo" and str(arguments[0]) not in ("None", "localhost", "127.0.0.1", "::1", "0.0.0.0"):
        tried.append(f"look up {arguments[0]}")
    elif event in ("socket.connect", "socket.sendto", "socket.sendmsg") and isinstance(arguments[1], tuple):
        if not str(arguments[1][0]).startswith("127.") and arguments[1][0] not in ("::1", "localhost", "0.0.0.0"):
            tried.append(f"{event} {arguments[1]}")
        else:
            return
    else:
        return
    if tried:
        raise ConnectionRefusedError(f"closed for the test: {tried[-1]}")

sys.addaudithook(watch)

def loopback_up():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        fcntl.ioctl(s, 0x8914, struct.pack("16sh14x", b"lo", 0x49))  # SIOCSIFFLAGS: up, running, loopback

def unroutable():
    names, values = [line.split() for line in open("/proc/net/snmp") if line.startswith("Ip:")]
    return int(values[names.index("OutNoRoutes")])

alone = sys.argv[1] == "alone"
if alone:
    loopback_up()
    before = unroutable()
result = job()
print(json.dumps({"tried": tried, "unroutable": unroutable() - before if alone else 0, "result": result}), flush=True)
os._exit(0)  # the page may still be looking for first questions, in a thread inside native code
"""

MAIN_JOB = """
def job():
    import urllib.request
    from article_chat import Assistant
    from article_chat.config import Settings
    from article_chat.ui.serving import start
    with_store = Settings()
    assistant = Assistant.open(config=with_store)
    assistant.warm_up()
    far = assistant.answer("How far is the Kagaity air base from the Afghan border?")
    who = assistant.answer("Who is the president of Tajikistan?")
    check = assistant.check("The Kagaity air base is some 12 miles from the Afghan border.")
    import time
    time.sleep(3)  # for what reports home in the background
    server = start(assistant, with_store, host="127.0.0.1", port=0)
    try:
        page = urllib.request.urlopen(server.url, timeout=30).read().decode()
    finally:
        server.close()
    shown = bool(who.citations or who.closest)
    return {"far": far.text, "quote": far.citations[0].quote, "who": shown, "check": len(check.citations), "page": "Article Chat" in page}
"""

LEAKY_JOB = """
def job():
    import socket
    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        s.sendto(b"x", ("192.0.2.1", 53))
    except OSError:
        pass
    try:
        socket.getaddrinfo("example.invalid", 80)
    except OSError:
        pass
"""


def own_network() -> list[str]:
    """The command in front that gives a process a network of its own; empty where that is not allowed."""
    command = ["unshare", "--map-root-user", "--net"]
    if not shutil.which("unshare") or subprocess.run([*command, "true"], capture_output=True, check=False).returncode:
        return []
    return command


def run(job: str, folder: Path, root: Path) -> dict[str, Any]:
    alone = own_network()
    # HF_HUB_OFFLINE and its like are not set: the program must hold by itself.
    hidden = ("ARTICLE_CHAT_", "HF_", "TRANSFORMERS_", "GRADIO_", "ANONYMIZED_", "LANGSMITH", "LANGCHAIN", "ORT_")
    names = {key: value for key, value in os.environ.items() if not key.startswith(hidden)}
    names |= {"ARTICLE_CHAT_STORE": str(folder / "store"), "PYTHONPATH": str(root / "src"), "HOME": str(folder)}
    command = [*alone, sys.executable, "-c", job + JOB, "alone" if alone else "shared"]
    done = subprocess.run(command, capture_output=True, text=True, env=names, cwd=folder, timeout=150, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


@pytest.mark.timeout(240)
def test_the_main_job_needs_no_network_and_asks_for_none(tmp_path: Path, root: Path) -> None:
    seen = run(MAIN_JOB, tmp_path, root)
    assert seen["tried"] == []
    assert seen["unroutable"] == 0
    result = seen["result"]
    assert "12 miles" in result["far"]
    assert "Kagaity" in result["quote"]
    assert result["who"]
    assert result["check"] >= 1
    assert result["page"]


def test_the_watch_sees_what_tries_to_leave(tmp_path: Path, root: Path) -> None:
    tried = " ".join(run(LEAKY_JOB, tmp_path, root)["tried"])
    assert "192.0.2.1" in tried
    assert "example.invalid" in tried
