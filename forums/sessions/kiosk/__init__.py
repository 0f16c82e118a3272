"""The kiosk: one screen for one promise, passed from hand to hand, with no rights of anybody's."""
