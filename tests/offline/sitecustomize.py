"""Keeps every Python process that the tests start away from the network, loopback excepted.

Python imports a module of this name by itself when its folder is on ``PYTHONPATH``. So it
reaches what an option of pytest cannot: JupyterLab, its kernels, the builder, the scripts.
A refused attempt is an ``OSError``, as on a machine without a network, and is written to the
file named by ``COURSE_OFFLINE_LOG``, so that a test can demand that there was none.
"""

import os
import sys

LOOPBACK = ("127.", "::1", "localhost")


def refuse_the_outside(event, args):
    """Audit hook: raise when a socket is about to reach, or to look up, another machine."""
    if event in ("socket.connect", "socket.sendto"):
        address = args[1]
        if not isinstance(address, tuple):  # a Unix socket: a path
            return
        host = address[0]
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = args[0]
    else:
        return
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if not host or host.startswith(LOOPBACK):
        return
    log = os.environ.get("COURSE_OFFLINE_LOG")
    if log:
        with open(log, "a", encoding="utf-8") as file:
            file.write(f"{event} {host} by {' '.join(sys.argv[:3])}\n")
    raise ConnectionRefusedError(f"Tests run offline: {event} to {host!r} was refused.")


sys.addaudithook(refuse_the_outside)
