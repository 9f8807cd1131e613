"""A program that ends whatever comes after it as soon as that asks for the network."""

from __future__ import annotations

NO_NETWORK = """
import os, socket
def refuse(*args, **kwargs):
    os.write(2, b"the network was used\\n")
    os._exit(99)
socket.socket.__init__ = socket.getaddrinfo = socket.create_connection = refuse
"""
