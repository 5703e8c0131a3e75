import sys
from pathlib import Path

from generator.checks import warnings
from generator.errors import ProblemsFound
from generator.report import report
from generator.source.load import load


def entry():
    try:
        book = load(Path(sys.argv[2] if len(sys.argv) > 2 else "offers"))
    except ProblemsFound as found:
        sys.stdout.write(report(found.problems))
        sys.exit(1)
    sys.stdout.write(report(book.problems(warnings(book.offers))))
