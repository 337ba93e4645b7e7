"""Families of worlds that grow with the number of people, places, things and topics.

Each module writes one family; `bench.generate` lists them and the instances with known stories.
"""
