"""A program that takes a part, in several moods: the first argument."""

from __future__ import annotations

import json
import sys
import time


def main() -> None:
    """Answers every turn as its mood is."""
    mood = sys.argv[1]
    for line in sys.stdin:
        message = json.loads(line)
        print(line, end="", file=sys.stderr)
        if message["type"] != "turn":
            continue
        if mood == "first":
            answer = json.dumps({"choice": message["choices"][0]["number"]})
        elif mood == "asks":
            print(json.dumps({"expect": message["choices"][0]["number"]}), flush=True)
            print(json.dumps({"think": message["people"][0]["name"]}), flush=True)
            print(json.dumps({"think": "Nobody"}), flush=True)
            for _ in range(3):
                print(sys.stdin.readline(), end="", file=sys.stderr)
            answer = json.dumps({"choice": 0})
        elif mood == "garbage":
            answer = 'no json\n{"choice": "1"}\n{"choice": 99}'
        elif mood == "long":
            answer = "x" * 3_000_000 + "\n" + json.dumps({"choice": 0})
        elif mood == "dies":
            sys.exit(3)
        else:
            time.sleep(30)
            answer = ""
        print(answer, flush=True)


if __name__ == "__main__":
    main()
