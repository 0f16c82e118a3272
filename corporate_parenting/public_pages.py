"""The pages that anyone may read without signing in, each with its reason.

Every other page states the permission it needs. The tests hold this list against the addresses:
nothing may be missing from it, and nothing on it may be stale.
"""

STRATEGY = "What a council has marked published of its strategy is for everyone."
FIGURES = "Signed-off figures of published measures are for everyone, small numbers hidden."
KIOSK = (
    "Young people answer here without signing in: a signed code opens one session’s question, shows "
    "no answer, and gives nobody’s rights."
)

PUBLIC: dict[str, str] = {
    "home": "The way in: which councils there are.",
    "roles": "Everyone may know who can do what.",
    "principle_list": "What councils have published, side by side.",
    "accessibility": "The law asks for this statement to be public.",
    "gallery": "Components show nothing of any council.",
    "demo_enter": "Only there in demo mode, which refuses to run where others could reach it.",
    "council_home": STRATEGY,
    "council_colour": "A colour.",
    "promises_kept": "To whom it was promised, and everybody else, may know whether it is kept.",
    "pledges:strategy_list": STRATEGY,
    "pledges:strategy_detail": STRATEGY,
    "pledges:promise_list": STRATEGY,
    "pledges:promise_detail": STRATEGY,
    "pledges:statement_detail": STRATEGY,
    "pledges:set_signed": "Which placement providers have signed what they promise is for everyone.",
    "pledges:promise_past": STRATEGY,
    "pledges:pledge_set_past": STRATEGY,
    "pledges:plan_detail": STRATEGY,
    "council_principles": "What councils have published, side by side.",
    "measures:measure_list": FIGURES,
    "measures:measure_detail": FIGURES,
    "measures:figures_csv": FIGURES,
    "measures:figures_xlsx": FIGURES,
    "measures:open_data_csv": FIGURES,
    "measures:open_data_meta": FIGURES,
    "measures:compared_list": "What the government publishes of every council.",
    "measures:compared_detail": "What the government publishes of every council.",
    "forums:forum_list": STRATEGY,
    "forums:forum_detail": STRATEGY,
    "forums:survey_detail": STRATEGY,
    "forums:link_ask": "A young person far away asks one question through a secret link that opens "
    "once; without the link there is no such page.",
    "forums:kiosk": KIOSK,
    "forums:kiosk_heard": KIOSK,
    "forums:kiosk_thanks": KIOSK,
    "forums:you_said": "What was said, once two people have read it, and what young people were told "
    "became of it, is for everyone.",
    "boards:body_list": STRATEGY,
    "boards:calendar": "Calendar programs fetch it: only meetings that anyone may know of.",
    "boards:body_detail": STRATEGY,
    "boards:attendance_statement": "A council that chooses to tells everyone how its seats were "
    "filled: what was frozen when it was published, without persons.",
    "boards:papers": "Leads to the fullest papers the reader may open; shows none itself.",
    "boards:papers_search": "Finds what stands in papers that the reader may open, and nothing else.",
    "boards:body_packs": "Names the packs that the reader may open; the public ones are for everyone.",
    "boards:public_minutes": "Minutes of a published body are for everyone once they are agreed, those "
    "of a formal committee once they go round; what belongs to a restricted paper is kept back.",
    "boards:public_file": "A file in a public edition whose author has said that everyone may read "
    "it, and in which nothing hidden was found.",
    "boards:public_papers": "Public editions are for everyone.",
    "boards:public_papers_item": "Public editions are for everyone.",
    "boards:public_pdf": "Public editions are for everyone, on paper too.",
}
