"""Happenings told by several short texts in other words, with near misses beside them, all made up here.

The states are real, the happenings and the people are made up or freely retold: they are for measuring and
say nothing about the world.
"""
