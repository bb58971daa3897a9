"""The examples in the documentation, run, and the types, held to the library."""

import doctest
import os
import unittest

from mypy import stubtest

import beside
import shirushi


class Documentation(unittest.TestCase):
    def test_examples(self):
        readme = os.path.join(beside.ROOT, "crates/python/README.md")
        for failed, tried in (doctest.testfile(readme, module_relative=False), doctest.testmod(shirushi, extraglobs={"shirushi": shirushi})):
            self.assertGreater(tried, 3)
            self.assertEqual(failed, 0)

    def test_everything_is_explained(self):
        for name in shirushi.__all__:
            thing = getattr(shirushi, name)
            if callable(thing):
                self.assertTrue(thing.__doc__, name)

    def test_types(self):
        arguments = ["shirushi._native"]
        self.assertEqual(stubtest.test_stubs(stubtest.parse_options(arguments)), 0)


if __name__ == "__main__":
    beside.run()
