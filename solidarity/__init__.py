"""The solidarity fund: help that is fair, confidential and comes back."""
