"""What people are told who may not do something: a sentence for each permission that a page asks."""

from councils.roles import Role, roles_that

#: Why a person is turned away, in words: permission → the end of “You cannot … because …”.
REFUSALS: dict[str, str] = {
    "boards.plan_meeting": "Only a clerk of this council can plan meetings.",
    "boards.publish_pack": "Only a clerk of this council can publish a pack.",
    "boards.see_opened": "Only a clerk of this council sees who has opened the papers.",
    "boards.put_question": "Only a participation worker of this council can put a question "
    "to a meeting.",
    "boards.keep_people": "Only a clerk of this council keeps its seats and who holds them.",
    "boards.set_rules": "Only a clerk of this council sets the rules it meets by.",
    "boards.keep_register": "Only a clerk of this council keeps the register and the outcomes.",
    "boards.keep_minutes": "Only a clerk of this council writes the minutes.",
    "boards.confirm_minutes": "Minutes are confirmed by the chair.",
    "boards.keep_actions": "Only a clerk of this council sets actions, closes them and passes them up.",
    "boards.update_action": "How an action goes is said by the people who have one to do.",
    "boards.keep_duties": "Only a clerk of this council records what a body owes and has done.",
    "boards.read_record": "The record of minutes, actions and attendance is for the people of "
    "the body.",
    "boards.reply_invitation": "Invitations are answered by the people who are invited.",
    "boards.log_challenge": "The questions members ask are logged by members.",
    "boards.place_dots": "Dots are put on the agenda by the forum’s representatives and workers.",
    "boards.lead_takeover": "A meeting that young people take over is led by the forum’s "
    "representatives and workers, with the chair and the clerk.",
    "boards.challenge_forum": "What young people are asked is written by a clerk and the chair, and "
    "one of them agrees to the other’s words.",
    "boards.answer_challenge": "What young people are asked is answered by the people of their forum.",
    "boards.judge_forum_time": "Whether its time was cut short is for the forum to say.",
    "boards.write_report": "Reports are written by report authors and clerks.",
    "boards.read_report": "A report that is not published yet is for its author, the clerk and "
    "the proper officer.",
    "boards.clear_report": "Only a clerk of this council clears a report, or a file in it that is "
    "held back.",
    "boards.remove_passage": "Only a clerk and the proper officer, two people together, destroy a "
    "passage of published papers.",
    "boards.restrict_paper": "Only the proper officer restricts or releases a paper.",
    "boards.read_members_edition": "Members’ papers are for the people who sit on this body. "
    "The public papers are open to you.",
    "boards.read_forum_edition": "The forum’s papers are for its representatives and workers. "
    "The public papers are open to you.",
    "measures.read_definition": "How measures are kept is for KPI officers and inspectors. What they "
    "mean is on their public pages.",
    "measures.define_measure": "Only a KPI officer of this council says what its measures mean.",
    "measures.read_figures": "Figures with their small numbers are for the people who sit on the "
    "council’s bodies, and its officers.",
    "measures.record_figures": "Only a KPI officer of this council records its figures.",
    "forums.ask_question": "Questions are asked by the forum’s representatives and workers.",
    "forums.follow_question": "The forum’s questions are followed by its representatives "
    "and workers.",
    "forums.read_private_words": "A young person’s own words are read by the forum’s workers "
    "and the safeguarding lead only.",
    "forums.answer_question": "Answers to young people are written down by officers and workers.",
    "forums.tell_answer": "Answers are told back by the forum’s workers and the safeguarding lead.",
    "forums.judge_answer": "Whether a question was answered is for the forum to say.",
    "forums.send_link": "Links are made and taken back by the forum’s workers.",
    "forums.read_question_days": "How long answers take is for the people of the council’s bodies, "
    "its officers and inspectors.",
    "forums.raise_concern": "Here the forum’s representatives and workers tell the safeguarding lead "
    "that somebody is not safe. If you or somebody else is in danger, ring 999.",
    "forums.keep_concerns": "Concerns about someone’s safety are read by the safeguarding lead, and the "
    "deputy while one is named.",
    "forums.name_deputy": "Only the safeguarding lead names a deputy.",
    "councils.see_purges": "How long things are kept is looked after by the council’s administrator.",
    "forums.read_words": "The words young people do not want are for the people of this council.",
    "forums.keep_words": "Which words to use, and what nobody understands, is for the forum’s "
    "representatives and workers to say.",
    "forums.read_session": "A forum’s sessions are read by its representatives and workers.",
    "forums.keep_session": "Only a participation worker of this council records the forum’s sessions.",
    "forums.tell_back": "Only a participation worker of this council tells young people back.",
    "forums.keep_celebration": "Only a participation worker of this council records celebrations.",
    "forums.keep_survey": "Surveys are recorded by participation workers and clerks.",
    "forums.read_feedback": "What is being done about what people said is for the officers who see "
    "to it. What everybody may read is on “You said, we did”.",
    "forums.write_feedback": "What people said is written down by participation workers and clerks.",
    "forums.check_words": "Words about a young person are read by a participation worker, a clerk or "
    "the proper officer before anybody else reads them.",
    "forums.answer_feedback": "What was done is said by the clerk and the owners of promises.",
    "pledges.read_drafts": "What is not promised yet is for those who write it, look it over and take "
    "it to young people.",
    "pledges.write_promises": "Only a clerk of this council writes new promises, and says what becomes "
    "of old ones.",
    "pledges.record_hearing": "What young people say is put on record by a participation worker.",
    "pledges.read_plan": "How a plan goes is for the people of the body and the council’s officers, "
    "until it is published.",
    "pledges.keep_plan": "Only a clerk of this council says what stands in its plans.",
    "pledges.report_progress": "How a plan goes is said by the officers who have something of it to do.",
    "pledges.rate_promise": "Promises are rated by promise owners.",
    "pledges.report_broken": "That a promise is broken is said by the forum’s representatives and "
    "workers.",
    "pledges.follow_breach": "What becomes of a broken promise is followed by the forum, by those who "
    "answer for it and by the council’s members. What everybody may read is on the promise’s page.",
    "pledges.release_breach": "Only a participation worker or the proper officer lets everybody read "
    "these words.",
    "pledges.answer_breach": "For a broken promise, promise owners and the portfolio holder answer.",
    "pledges.turn_key": "The two keys are held by the portfolio holder and the forum’s chair.",
    "pledges.set_steps": "Only the council’s administrator sets the steps of a broken promise.",
    "pledges.read_provider": "The register of placement providers is for the council’s officers. Who "
    "has signed stands on the page of the promises.",
    "pledges.keep_providers": "Only a clerk of this council keeps the register of placement providers.",
    "measures.import_open_data": "Published statistics are the same for all councils: only an "
    "operator brings them in.",
    "councils.publish_content": "Only the proper officer decides what is published.",
}


def refusal(permission: str) -> str:
    """Why a person without the permission is turned away, as a sentence."""
    labels = " or ".join(Role(role).label.lower() for role in roles_that(permission))
    return REFUSALS.get(permission, f"This is for: {labels or 'nobody yet'}.")
