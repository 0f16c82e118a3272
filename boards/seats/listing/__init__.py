"""The list of a body’s seats: those added, what each stands for, young people’s places."""
