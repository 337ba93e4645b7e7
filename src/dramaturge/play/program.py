"""A program that takes a part: JSON lines to its standard input and from its standard output.

The program gets what a `Seat` gives and answers with a number; see docs/players.md for every
message. Whatever it does instead, the game goes on: its person waits then.
"""

from __future__ import annotations

import contextlib
import json
import queue
import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import IO

from dramaturge.play.players import Seat
from dramaturge.play.view import Ended, View

PROTOCOL = 1
TIMEOUT_S = 10.0  # for one answer
ATTEMPTS = 3  # answers that make no sense, in one turn
SILENCES = 2  # turns without an answer, after which the program is let go
QUESTIONS = 50  # in one turn, before it must choose
LONGEST_LINE = 1 << 20  # bytes
TOLD_LINES = 200  # of the story so far, at the start

Complain = Callable[[str, str], None]  # code, message


class ProgramPlayer:
    """A `Player` that asks a program. Close it when the game is over."""

    def __init__(
        self, command: Sequence[str], complain: Complain, timeout_s: float = TIMEOUT_S
    ) -> None:
        """complain: told what the program did wrong. OSError if it cannot be started."""
        self._complain = complain
        self._timeout_s = timeout_s
        self._silent = 0
        self._started = False
        self._process = subprocess.Popen(
            list(command), stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._lines: queue.Queue[bytes | None] = queue.Queue(maxsize=1_000)
        assert self._process.stdout is not None
        self._reader = threading.Thread(
            target=_read, args=(self._process.stdout, self._lines), daemon=True
        )
        self._reader.start()

    @property
    def is_gone(self) -> bool:
        """Whether nothing more is to be expected of it."""
        return self._silent >= SILENCES

    def choose(self, seat: Seat) -> int:
        """What the program chooses; 0, waiting, if it does not."""
        if self.is_gone:
            return 0
        view = seat.view()
        if not self._started:
            self._started = True
            self._send(start_message(view))
        self._send(turn_message(view))
        wrong = asked = 0
        while wrong < ATTEMPTS and asked < QUESTIONS:
            line = self._receive()
            if line is None:
                return 0
            answer = _object(line)
            question = self._answered(seat, answer)
            if question is not None:
                asked += 1
                self._send(question)
                continue
            number = answer.get("choice")
            if isinstance(number, int) and any(c.number == number for c in view.choices):
                self._silent = 0
                return int(number)
            wrong += 1
            message = f"not one of the choices: {_shown(line)}"
            self._complain("V121", message)
            self._send({"type": "error", "code": "V121", "message": message})
        return 0

    def _answered(self, seat: Seat, message: Mapping[str, object]) -> dict[str, object] | None:
        """The answer to a question of the program's; None if it asked none."""
        about = message.get("expect")
        if isinstance(about, int) and any(c.number == about for c in seat.choices):
            return {"type": "expected", "choice": about, "sentences": list(seat.foresee(about))}
        name = message.get("think")
        if isinstance(name, str):
            try:
                told = list(seat.think(name or None))
            except ValueError:
                told = []
            return {"type": "thought", "about": name, "sentences": told}
        return None

    def end(self, view: View, ended: Ended | None) -> None:
        """Tells the program that the game is over, and lets it go."""
        if not self.is_gone:
            told = None if ended is None else asdict(ended)
            self._send({"type": "end", "ended": told, "news": [line.text for line in view.news]})
        self.close()

    def close(self) -> None:
        """Ends the program, gently first."""
        process = self._process
        if process.stdin is not None:
            with contextlib.suppress(OSError):
                process.stdin.close()
        try:
            process.wait(timeout=0.5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        while self._reader.is_alive():
            with contextlib.suppress(queue.Empty):
                self._lines.get(timeout=0.05)  # so that it never waits for room
        self._silent = SILENCES

    def _send(self, message: Mapping[str, object]) -> None:
        assert self._process.stdin is not None
        # If it is gone, the next answer will not come.
        with contextlib.suppress(OSError, ValueError):
            self._process.stdin.write(json.dumps(message).encode() + b"\n")
            self._process.stdin.flush()

    def _receive(self) -> bytes | None:
        """The next line; None if there is none in time."""
        try:
            line = self._lines.get(timeout=self._timeout_s)
        except queue.Empty:
            self._silent += 1
            self._complain("V120", f"no answer within {self._timeout_s:g} seconds")
            return None
        if line is None:
            self._silent = SILENCES
            self._complain("V120", "the program has ended")
        return line


def _read(stream: IO[bytes], lines: queue.Queue[bytes | None]) -> None:
    """Hands on the lines of a stream, of long ones the beginning; None at its end."""
    with stream:
        while line := stream.readline(LONGEST_LINE):
            rest = line
            while rest and not rest.endswith(b"\n"):
                rest = stream.readline(LONGEST_LINE)
            lines.put(line)
    lines.put(None)


def start_message(view: View) -> dict[str, object]:
    """Whom the program plays, and what has happened so far."""
    return {
        "type": "start",
        "protocol": PROTOCOL,
        "player": view.player,
        "called": view.called,
        "story": [line.text for line in view.story[-TOLD_LINES:]],
    }


def turn_message(view: View) -> dict[str, object]:
    """All that the person perceives and may do."""
    return {
        "type": "turn",
        "turn": view.turn,
        "news": [line.text for line in view.news],
        "place": view.place,
        "time": view.time,
        "people": [asdict(person) for person in view.people],
        "things": list(view.things),
        "carried": list(view.carried),
        "knows": list(view.knows),
        "wants": list(view.wants),
        "offer": view.offer,
        "choices": [
            {**asdict(choice), "do": choice.do.value, "others": list(choice.others)}
            for choice in view.choices
        ],
    }


def _object(line: bytes) -> dict[str, object]:
    """The JSON object in a line; an empty one if there is none."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _shown(line: bytes) -> str:
    text = line[:60].decode("utf-8", errors="replace").strip()
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
