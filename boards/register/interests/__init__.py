"""The interests people declare, and who leaves the room because of one."""
