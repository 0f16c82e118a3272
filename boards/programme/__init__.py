"""The municipal year of a body planned in one go, and the public notice of its meetings."""
