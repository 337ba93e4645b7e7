"""Entry point of the command line: what must work before and after everything else."""

from __future__ import annotations

import errno
import gc
import os
import sys
from typing import NoReturn

from dramaturge.cli import exits
from dramaturge.cli.cancelling import cancel_unless_answered

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)  # what a device says that takes no more


def main() -> NoReturn:
    """Runs a command and exits with its code. No traceback reaches a user unless
    DRAMATURGE_DEBUG is set."""
    try:
        code = _run()
    except BrokenPipeError:
        code = _leave_quietly()
    except KeyboardInterrupt:
        code = _cancelled()
    except Exception as error:
        if isinstance(error, OSError) and error.errno in FULL:
            code = _not_written(error)
        elif os.environ.get("DRAMATURGE_DEBUG"):
            raise
        else:  # whatever it is, it is ours
            code = _apologise(error)
    if "dramaturge._kernel" not in sys.modules:  # whose objects must be given back
        gc.freeze()  # to look for garbage on the way out takes a tenth of some answers
    sys.exit(code)


def _run() -> int:
    from dramaturge.cli.app import app
    from dramaturge.cli.screen import make_safe

    if sys.stdout is None or sys.stderr is None:  # closed by the caller
        _open_closed()
    make_safe()
    try:
        app(prog_name="dramaturge")
    except SystemExit as leaving:
        cause = leaving.__context__
        if isinstance(cause, OSError) and cause.errno == errno.EPIPE:  # met while help was printed
            return _leave_quietly()
        sys.stdout.flush()
        if leaving.code == exits.CANCELLED:
            return _cancelled()
        return leaving.code if isinstance(leaving.code, int) else exits.YES
    return exits.YES


def _cancelled() -> int:
    """Ctrl-C before or after the command had its say."""
    return cancel_unless_answered({"find", "--json"} <= set(sys.argv))


def _open_closed() -> None:
    """Output that nobody wants goes nowhere."""
    nowhere = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 (stays open until the end)
    sys.stdout = sys.stdout or nowhere
    sys.stderr = sys.stderr or nowhere


def _leave_quietly() -> int:
    """Nobody reads on: Python must not try to write what is left when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return exits.BROKEN_PIPE


def _not_written(error: OSError) -> int:
    """The answer has no room where it goes: nor has what Python would write when it ends."""
    print(f"Error: cannot write the answer: {(error.strerror or '').lower()}", file=sys.stderr)
    _leave_quietly()
    return exits.BAD


def _apologise(error: Exception) -> int:
    from dramaturge import __version__

    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f" ({place.tb_frame.f_code.co_name}:{place.tb_lineno})" if place is not None else ""
    lines = (
        "Sorry: this is a mistake in Dramaturge, not in your world.",
        f"  {type(error).__name__}{where}: {error}",
        f"  dramaturge {__version__}, Python {sys.version.split()[0]}, {sys.platform}",
        "Please report these lines, with the command and the world, if you may share it.",
        "DRAMATURGE_DEBUG=1 shows more.",
    )
    print("\n".join(lines), file=sys.stderr)
    return exits.BUG
