"""What a body has on record: its minutes, meeting by meeting, and its numbered decisions."""
