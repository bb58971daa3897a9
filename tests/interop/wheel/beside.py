"""What the scripts beside this one share: the command line, and articles."""

import glob
import json
import os
import subprocess
import unittest

ROOT = os.environ["SHIRUSHI_ROOT"]
COMMAND_LINE = os.environ["SHIRUSHI_COMMAND_LINE"]


def shirushi(*arguments):
    """What the command line prints."""
    done = subprocess.run([COMMAND_LINE, *arguments], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def paths():
    """The files of the articles, by event and name: fifty-nine events of four articles."""
    return sorted(glob.glob(os.path.join(ROOT, "tests/events/*/*.txt")))


def article(path):
    with open(path, encoding="utf-8", newline="") as file:
        return {"article": path, "text": file.read(), "event": os.path.basename(os.path.dirname(path))}


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


def run():
    """Runs the tests of the script; nothing that was skipped or failed goes unsaid."""
    unittest.main(verbosity=2)
