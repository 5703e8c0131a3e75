"""Vitrine: a creator's shop window, from a folder of YAML to static pages."""
