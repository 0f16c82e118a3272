"""How what may give a child away is written: numbers, addresses, schools, names after “called”.

Each pattern is tried on the whole text. Where only a part of what it matches is meant, that part is
the group `it`; where a word of its own makes the difference between “Oakfield School” and “a
primary school”, it is the group `own`, and `giveaways` looks at it. Source: Department for
Education, guide to unique pupil numbers (a letter, twelve digits).
"""

import re
from enum import StrEnum


class Kind(StrEnum):
    """What has been found; its value is what a page may call it."""

    EMAIL = "e-mail address"
    LINK = "web address"
    HANDLE = "name on social media"
    PHONE = "telephone number"
    POSTCODE = "postcode"
    BIRTH = "date of birth"
    NUMBER = "case number"
    INITIALS = "initials"
    ADDRESS = "address"
    PLACE = "place"
    NAME = "name"
    AGE = "age"


#: What to say of each; “{}” is what stands in the text.
SENTENCES = {
    Kind.EMAIL: "“{}” is an e-mail address: leave it out.",
    Kind.LINK: "“{}” is a web address: leave it out unless everybody has it.",
    Kind.HANDLE: "“{}” looks like a name on social media: leave it out.",
    Kind.PHONE: "“{}” looks like a telephone number: leave it out.",
    Kind.POSTCODE: "“{}” looks like a postcode: leave it out.",
    Kind.BIRTH: "“{}” looks like a date of birth: leave it out.",
    Kind.NUMBER: "“{}” looks like the number of a case or of a person: leave it out.",
    Kind.INITIALS: "“{}” may be somebody’s initials: say who it is without them (“a friend”).",
    Kind.ADDRESS: "“{}” looks like an address: leave it out.",
    Kind.PLACE: "“{}” says where: say it without the name (“a school”, “a town far away”).",
    Kind.NAME: "“{}” may be somebody’s name: say who it is without it (“a social worker”).",
    Kind.AGE: "“{}” and a place together may tell which child it is: leave one of them out.",
}


MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
DAY = (
    rf"(?:\d{{1,2}}[./-]\d{{1,2}}(?:[./-]\d{{2,4}})?|\d{{4}}-\d\d-\d\d"
    rf"|(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{MONTH}(?:,?\s+\d{{4}})?"
    rf"|{MONTH}\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?)"
)
STREET = (
    r"(?:road|rd|street|lane|avenue|ave|close|drive|crescent|terrace|gardens|grove|court|mews"
    r"|square|hill|row|way|walk|place|rise|green)"
)
#: What has a name of its own where the word before it begins with a large letter.
BUILDING = (
    r"(?:Primary|Junior|Infants?|High|Grammar|Secondary|Community|Academy|School|College|Hospital"
    r"|House|Lodge|Cottage|Manor|Hall|Park|Church|Surgery|Clinic|Farm|Road|Rd|Street|Lane|Avenue"
    r"|Ave|Close|Drive|Crescent|Terrace|Gardens|Grove|Court|Mews|Square|Hill|Way|Walk|Rise|Green)"
)
PERSON = (
    r"(?:sister|brother|mum|mother|dad|father|nan|nana|gran|grandma|grandad|aunt|auntie|uncle"
    r"|cousin|friend|mate|best\s+friend|boyfriend|girlfriend|partner|baby|son|daughter|twin|sibling"
    r"|teacher|ta|tutor|carer|foster\s+carer|social\s+worker|key\s*worker|support\s+worker|worker"
    r"|iro|pa|personal\s+advis[eo]r|reviewing\s+officer|advocate|mentor|nurse|therapist|manager"
    r"|dog|cat|girl|boy|lad|child|resident)"
)

#: What is told by its form, whatever stands around it.
FORMS = (
    (Kind.EMAIL, r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"),
    (Kind.LINK, r"\b(?:https?://|www\.)\S+[\w/]"),
    (Kind.HANDLE, r"(?<![\w@.])@[A-Za-z_][\w.]{1,40}\w"),
    (
        Kind.HANDLE,
        (
            r"\b(?:insta(?:gram)?|snap(?:chat)?|tiktok|discord|whatsapp|facebook|fb|xbox|roblox)"
            r"(?:\s+(?:is|name|user(?:name)?|tag|account|handle))*\s*[:=]?\s+"
            r"(?P<it>(?=\w*[\d_.])[A-Za-z_][\w.]{3,40}\w)"
        ),
    ),
    (Kind.PHONE, r"(?<![\w.+-])(?:\+44\s?(?:\(0\)\s?)?|\(?0(?=\d))(?:[ ()-]{0,2}\d){9,10}(?!\w)"),
    (Kind.POSTCODE, r"\b[A-Za-z]{1,2}\d[A-Za-z\d]?\s?\d[A-Za-z]{2}\b"),
    (
        Kind.BIRTH,
        (
            r"\b(?:date\s+of\s+birth|d\.?o\.?b\.?|birthday|born)\b"
            r"(?:\s+(?:is|was|on|in|it’s|it's|:))*\W{0,3}"
            rf"(?P<it>{DAY}|(?:{MONTH}\s+)?(?:19|20)\d\d\b)"
        ),
    ),
    (
        Kind.BIRTH,
        (
            rf"(?P<it>{DAY})(?=(?:\s+|,\s+which\s+)(?:is|was)\s+(?:my|his|her|their)"
            r"\s+(?:birthday|dob)\b)"
        ),
    ),
    (
        Kind.NUMBER,
        (
            r"\b(?:case|nhs|upn|pupil|client|file|record|reference|ref|id|mosaic|liquid\s*logic)"
            r"(?:\s+(?:number|no|id|ref(?:erence)?))?\b\W{0,3}(?:is\s+)?"
            r"(?P<it>[A-Za-z]{0,4}[ /-]?\d(?:[ /-]?\d){3,14}[A-Za-z]?)\b"
        ),
    ),
)
#: The same, written in large letters.
FORMS_IN_LARGE = (
    (Kind.NUMBER, r"\b[A-HJ-NP-RT-Z]\d{12}\b|\b[A-HJ-NP-RT-Z]\d{11}[A-Z]\b"),
    (Kind.NUMBER, r"(?<![\d£,.])\d{3}[ -]\d{3}[ -]\d{4}(?![\d,])"),
    (Kind.NUMBER, r"(?<![\d£,.])\b[A-Z]{0,3}[/-]?\d{6,}\b(?![,.]\d)"),
)

BY_FORM = (
    *((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in FORMS),
    *((kind, re.compile(pattern)) for kind, pattern in FORMS_IN_LARGE),
)

INITIALS = re.compile(
    rf"\b(?!U\.?K\.?\b|U\.?S\.?A?\.?\b)[A-Z]\.\s?(?:[A-Z]\.\s?)*[A-Z]\b\.?"
    rf"|(?i:\b(?:my|our|his|her|their)\s+(?:[a-z]+\s+)?{PERSON})(?:,|\s+called)?\s+"
    r"(?P<it>(?!I\b|A\b|PA\b|TA\b|IRO\b|PEP\b)[A-Z]{1,2}\b\.?)(?![’'])"
)
#: A word that may be a name, in any case; the length is bounded so that no text takes long.
TAIL = r"[\w’'-]{1,40}"
NAME = rf"[^\W\d_]{TAIL}"
THEIRS = r"(?:my|our|his|her|their)\s+(?:[a-z]+\s+)?"

#: Names of places; a match counts only where one of its own words is not an ordinary one.
ADDRESS = re.compile(
    rf"\b(?P<it>\d{{1,4}}[a-z]?,?\s+(?P<own>[a-z]{TAIL}(?:\s+[a-z]{TAIL})?)\s+{STREET})\b",
    re.IGNORECASE,
)
FLAT = re.compile(r"\b(?:flat|room|unit|apartment)\s+(?=\w*\d)\w{1,4}\b", re.IGNORECASE)
STREET_LIVED_IN = re.compile(
    r"\b(?:liv(?:e|es|ed|ing)|stay(?:s|ed|ing)?|moved?|home|house|flat|placed)\s+(?:[a-z]+\s+)?"
    rf"(?:on|in|at|to|off|near)\s+(?P<it>(?P<own>[a-z]{TAIL})\s+{STREET})\b",
    re.IGNORECASE,
)
SCHOOL_GONE_TO = re.compile(
    r"\b(?:go|goes|went|going|start(?:ed|s)?|at|to|from|in|left)\s+"
    rf"(?P<it>(?P<own>[a-z]{TAIL})\s+"
    r"(?:primary|academy|high(?:\s+school)?|secondary|grammar|college|infants|juniors))\b",
    re.IGNORECASE,
)
BUILT = re.compile(rf"\b(?P<it>(?P<own>(?:[A-Z]{TAIL}\s+){{1,3}}){BUILDING})\b")
SAINT = re.compile(r"\b(?:St\.?|Saint|Our\s+Lady)\s+[A-Z][a-z]+(?:[’']s)?", re.ASCII)
SAINT_SMALL = re.compile(r"\bst\.?\s+(?:[a-z]+[’']s|[a-z]+s)\b")

#: Words before or after which a name stands.
TITLES = (
    re.compile(rf"\b(?:mr|mrs|ms|mx|cllr)\b\.?\s+(?P<it>{NAME})", re.IGNORECASE),
    re.compile(
        r"\b(?:Miss|Dr\.?|Doctor|Nurse|Sir|Councillor|Auntie?|Uncle|Nanny?|Nana|Gran(?:dma|dad|ny)?"
        rf"|Sister|Father|Judge|PC|Sgt)\s+(?P<it>[A-Z]{TAIL})"
    ),
)
CALLINGS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # “my sister is called Ella”, “someone named Ella”, “my sister’s name is Ella”
        (
            rf"\b(?:{PERSON}(?:[’']s)?|someone|somebody|person|man|woman|he|she|who)\s+"
            r"(?:is\s+|was\s+|name\s+is\s+|i[’']?s\s+)?(?:(?:called|named)\s+|name\s+is\s+)"
            rf"(?P<it>{NAME})"
        ),
        # “ella is my sister”
        rf"\b(?P<it>{NAME})\s+(?:is|was)\s+{THEIRS}{PERSON}\b",
        # “my sister ella is”
        (
            rf"\b{THEIRS}{PERSON}\s+(?P<it>{NAME})"
            r"\s+(?:is|was|has|had|said|says|told|does|did|never|always|keeps|and\s+i)\b"
        ),
        # “Ella, my sister,”
        rf"\b(?P<it>{NAME}),\s+{THEIRS}{PERSON},",
        # “her name is Ella”, “I am called Ella”
        (
            r"\b(?:my|his|her|their|your)\s+(?:first\s+|last\s+|real\s+|nick)?name(?:\s+is|[’']?s)"
            rf"\s+(?P<it>{NAME})"
        ),
        rf"\b(?:i[’']?m|i\s+am)\s+called\s+(?P<it>{NAME})",
    )
)
#: What makes the first word of a sentence somebody.
SAID = re.compile(
    r"\s+(?:said|says|told|tells|shouted|shouts|gave|left|hates|thinks|promised|never|always"
    r"|and\s+I)\b|[’']s\s+[a-z]"
)
AGES = tuple(
    re.compile(
        rf"\b{pattern}\b(?!\s*(?:%|per\s|of\s|minutes|hours|miles|weeks|days|months|times|pounds))",
        re.IGNORECASE,
    )
    for pattern in (
        r"(?P<it>\d{1,2}[- ]years?[- ]old|year\s+(?:\d{1,2}|one|two|three|four|five|six))",
        (
            r"(?:i[’']?m|i\s+am|aged?|turn(?:ed|ing)|he[’']?s|she[’']?s|(?:he|she)\s+is)"
            r"\s+(?P<it>\d{1,2})"
        ),
    )
)
