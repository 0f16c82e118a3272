"""Packs: live rows are compiled into blocks, blocks into editions, and readers get editions only.

`blocks` says what a pack is made of, `compile` makes blocks from the rows of every room, `render`
makes HTML from blocks, `services` publishes, `reading` says who may open which edition. Nothing
else in boards imports from here, except its addresses and its admin.
"""
