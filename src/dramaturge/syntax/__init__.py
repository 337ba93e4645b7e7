"""World text to tree and back, with every mistake of the author's as a Problem."""

from dramaturge.syntax.parser import parse, parse_expression
from dramaturge.syntax.printer import show

__all__ = ["parse", "parse_expression", "show"]
