"""Hosts: what runs the analysis and shows what it says."""
