"""Runs that are killed at random moments, disks that fill up, writers that meet: the record afterwards."""
