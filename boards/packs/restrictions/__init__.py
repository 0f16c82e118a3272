"""What is kept from readers: the proper officer restricts a paper, looks at it again, releases it.

It stands below packs, because a paper that is out already is taken out of them in the same moment.
"""
