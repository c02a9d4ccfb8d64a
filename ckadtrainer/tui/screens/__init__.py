"""Screens; each one's stylesheet lies beside it."""
