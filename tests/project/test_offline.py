"""The guard that keeps the tests off the network is itself tested: nothing else would notice."""

import os
import socket
import subprocess
import sys

import pytest
import pytest_socket


def attempt(code, log):
    """Run `code` in a process as the tests start it; its output and the refused attempts."""
    ran = subprocess.run(
        [sys.executable, "-c", f"import socket\n{code}"],
        env=os.environ | {"COURSE_OFFLINE_LOG": str(log)},
        capture_output=True,
        text=True,
    )
    return ran, log.read_text().splitlines() if log.exists() else []


# The addresses are of the range that is set aside for documentation: no machine has them.
@pytest.mark.parametrize(
    "code",
    [
        "socket.create_connection(('192.0.2.1', 80), timeout=1)",
        "socket.getaddrinfo('example.invalid', 80)",
        "socket.gethostbyname('example.invalid')",
        "socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 9))",
    ],
)
def test_a_started_process_cannot_reach_out(code, tmp_path):
    ran, refused = attempt(code, tmp_path / "log")
    assert ran.returncode == 1
    assert "Tests run offline" in ran.stderr
    assert len(refused) == 1


def test_a_started_process_can_talk_to_this_machine(tmp_path):
    code = "s = socket.create_server(('127.0.0.1', 0)); socket.create_connection(s.getsockname())"
    ran, refused = attempt(code, tmp_path / "log")
    assert ran.returncode == 0, ran.stderr
    assert refused == []


# pytest-socket warns as it raises. Under `make test` the same guard as above comes first.
@pytest.mark.filterwarnings("ignore:A test tried to use socket")
def test_a_test_cannot_reach_out():
    refusals = (pytest_socket.SocketConnectBlockedError, ConnectionRefusedError)
    said = r"Tests run offline|A test tried to use socket"
    with socket.socket() as one, pytest.raises(refusals, match=said):  # closed, whoever refuses
        one.connect(("192.0.2.1", 80))
