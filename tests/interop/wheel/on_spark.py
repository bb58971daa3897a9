"""A cluster on this machine: the driver and worker processes, each an executor with a core of its own."""

import os
import signal
import sys

from pyspark.sql import SparkSession


def cluster(workers=2, megabytes=2048, **settings):
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master(f"local-cluster[{workers},1,{megabytes}]").appName("shirushi")
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.executor.memory": f"{megabytes // 2}m",
        "spark.sql.shuffle.partitions": "4",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.log.level": "ERROR",
        **settings,
    }
    for name, value in settings.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def executors():
    """The numbers of the processes of our executors: children of the driver's Java, which is ours."""
    return [process for process in below(os.getpid()) if _is_executor(process)]


def below(process):
    """The numbers of all processes that one has begun, and those have."""
    children = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat", encoding="utf-8", errors="replace") as file:
                # The name before may have anything in it.
                parent = int(file.read().rpartition(")")[2].split()[1])
        except OSError:
            # It has ended.
            continue
        children.setdefault(parent, []).append(int(name))
    found, waiting = [], [process]
    while waiting:
        of = children.get(waiting.pop(), [])
        found += of
        waiting += of
    return found


def kill(process):
    os.kill(process, signal.SIGKILL)


def _is_executor(process):
    try:
        with open(f"/proc/{process}/cmdline", "rb") as file:
            return b"CoarseGrainedExecutorBackend" in file.read()
    except OSError:
        return False

