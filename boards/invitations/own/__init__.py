"""The invitations of one person: to which meetings they are asked, and what they said."""
