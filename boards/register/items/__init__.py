"""One item as it is recorded in the room: its outcome, and what came of it, in one go."""
