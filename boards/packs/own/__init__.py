"""The papers that are one person's own."""
