"""What must be so in every process that runs tests."""

from __future__ import annotations

import signal
import threading

# A script that runs the suite in its background hands on that Ctrl-C is ignored; the programs that
# tests start and interrupt would inherit that, and never end.
if (
    signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    and threading.current_thread() is threading.main_thread()
):
    signal.signal(signal.SIGINT, signal.default_int_handler)
