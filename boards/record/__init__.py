"""The record of a body: minutes from draft to confirmed, and its decisions."""
