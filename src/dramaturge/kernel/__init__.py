"""The native kernel; nothing else imports `dramaturge._kernel`."""

from dramaturge.kernel.graph import StateGraph

__all__ = ["StateGraph"]
