"""Packs on paper: an edition becomes a PDF whose page numbers stay what they were.

`runs` says which items share pages, `paging` which number a page has, `content` what is printed,
`press` has it set by a process of its own (`typesetter` and `binder`), `services` and `tasks` keep
the files, `views` give them out.
"""
