"""The gate a file passes before it is published: what it carries that nobody sees on its pages."""
