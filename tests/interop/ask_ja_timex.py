"""Reads expressions, one a line, and prints what ja-timex finds in each: fields between tabs, values between ASCII 30.

Points in time that ja-timex keeps as a distance (昨年 is P1Y before) are given as the day, week, month or year they lead to, as far
as the unit of the distance goes.
"""

import re
import sys

import pendulum
from ja_timex import TimexParser

day = pendulum.parse(sys.argv[1], tz="Asia/Tokyo")
parser = TimexParser(reference=day)


def point(timex):
    unit = re.fullmatch(r"P[\d.]+([YMWD])", timex.value)
    if timex.mod not in ("BEFORE", "AFTER", "NOW") or not unit:
        return None
    years, month, date = (int(part) for part in timex.to_datetime().to_date_string().split("-"))
    year, week, _ = timex.to_datetime().isocalendar()
    return {
        "Y": f"{years:04}",
        "M": f"{years:04}-{month:02}",
        "W": f"{year:04}-W{week:02}",
        "D": f"{years:04}-{month:02}-{date:02}",
    }[unit[1]]


for line in sys.stdin.read().splitlines():
    found = [(timex.text, point(timex) or timex.value) for timex in parser.parse(line)]
    print("\x1e".join("\t".join(fields) for fields in found), flush=True)
