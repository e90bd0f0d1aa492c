"""Claims become the record: each thing told once, with everything that tells it."""

from legation.resolution.resolve import resolve

__all__ = ["resolve"]
