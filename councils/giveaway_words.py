"""The words by which a name or a place is told from any other word.

The first names are those most often given in England and Wales to today’s children and to the
adults around them, after the Office for National Statistics’ yearly lists of babies’ names, with
the short forms people use. They are data: a name may be added without a change of any rule.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: First names that are no other word: found however they are written.
FIRST_NAMES = _words(
    """
    aaliyah aaron abbie abdul abdullah abi abigail adam adele adrian aidan aiden aimee aisha alan
    albert alejandro alex alexander alexandra alexis alfie alfred ali alice alicia alisha alison
    alistair alyssa amanda amara amelia amelie amina amir amirah amy ana andre andrea andrew andy
    angela anita ann anna annabel annabelle anne annie anthony antonia anya archie aria arlo arthur
    arya asha ashley ashton asif aurora ava ayaan ayesha barbara barry beatrice becky ben benjamin
    bella bernard beth bethany betty blessing bobby bradley brandon brenda brian brianna bruno
    caitlin caleb callum cameron carl carla caroline catherine cerys charles charlie charlotte
    chelsea chloe chris christine christopher claire clara clare clive cody colin connie connor
    conor corey courtney craig curtis daisy dan daniel danielle danny daphne darcey darcy darren
    dave david debbie deborah declan denise dennis derek dexter diana diane dominic donna dorothy
    dougie duncan dylan eddie edith edward eileen elaine eleanor eli elif elijah elise elizabeth
    ella ellie elliot elliott eloise elsie emilia emily emma emmanuel enzo erica erin esme esther
    ethan eva evan evelyn evie ezra farah fatima felicity felix fernando finlay finley finn fiona
    florence fran frances francesca francis freddie frederick freya gabriel gabriela gareth gary
    gavin gemma geoff geoffrey george georgia georgina gerald gillian gina giovanni gordon graham
    greg gregory gwen habib hamza hanna hannah harley harriet harris harrison harry harvey hasan
    hassan hayden hayley hazel heidi helen henry hugh hugo hussain ian ibrahim imogen imran india
    ines iris isaac isabel isabella isabelle isaiah isla ismail isobel issac jackie jackson jacob
    jacqueline jaden jaheim jake jamal james jamie jan jane janet janice jason jasmin jasmine jayden
    jeff jen jenna jennifer jenny jeremy jermaine jerome jess jesse jessica jill jim jimmy joan
    joanna joanne joe joel joey john johnny jon jonah jonathan jordan joseph josephine joshua joyce
    juan jude judith judy julia julian julie juliet justin kai kaitlyn karen karl kate katherine
    kathleen kathryn katie katy kayden kayla kayleigh keira keisha keith kelly kelsey kelvin kenneth
    kenny kerry kevin khadija kian kieran kiera kim kimberley kirsty kyle kylie lacey lara laura
    lauren lauryn leah leanne lee leila leo leon leona leonard lesley leslie lewis lexi liam libby
    lila lilly lily linda lindsey lisa liz lizzie logan lola lorraine lottie louie louis louisa
    louise luca lucas lucia lucy luis luke luna lydia lynn lynne mackenzie maddie maddison madison
    maggie maisie malachi malcolm malik marcus margaret maria mariam marie marion marlon martha
    martin martyn mary maryam mateusz matilda matt matthew maureen maya megan melanie melissa mia
    micah michael michelle mick mike mikey millie milly mohamed mohammad mohammed moira molly monica
    morgan muhammad musa mustafa myla nadia nana naomi natalia natalie natasha nathan nathaniel neil
    niamh nicola nicole nigel nikita nikki nina noah noor nora norman oliver olivia ollie olly omar
    oscar oskar osman otis owen paige pam pamela patricia patrick paul paula pauline pedro peter
    phil philip phillip phoebe pippa priya quentin rachael rachel rafael raheem rahul raj rajesh
    ralph raymond rebecca reece reggie reuben rhian rhiannon rhys ricardo richard ricky riley rita
    robbie robert roger roisin roman ronald ronnie rory rosemary rosie rowan roy rupert russell ryan
    sabrina sadia saira sally salma sam samantha samira samuel sandra sanjay sara sarah sasha
    scarlet scarlett scott sean sebastian selina seren shane shannon sharon shaun shauna sheila
    shelley shirley sian sienna simon siobhan sofia sofie sonia sophia sophie spencer stacey stan
    stanley stella stephanie stephen steve steven stuart susan susie suzanne sylvia tahir tamara
    tammy tanya tara tariq tasha taylor ted teddy teresa terry thea theo theodore theresa thomas tia
    tilly tim timothy tina toby tom tommy tony tracey tracy trevor tyrone valerie vanessa vera
    veronica vicky victoria vikram vincent vivian wayne wendy wesley wilfred william xavier yasmin
    yasmine yousef yusuf yvonne zac zach zachary zack zahra zain zainab zak zara zoe zuri
    """
)

#: First names that are another word, or the name of a month or a place, as well: found only where
#: a large letter in the middle of a sentence, or the words before them, show that they are meant.
ALSO_WORDS = _words(
    """
    amber angel april art august austin bailey bill blake bob brook brooke carol chance charity
    chase chester christian cole crystal dale dawn dean destiny don drew ebony ed elsa eve faith
    frank gene gill grace grant guy harmony heather holly honey hope hunter ivy jack jade jay jean
    jo josh joy june kay ken kit lance lane lincoln lou mark mason max may miles mo nick nova olive
    pat pearl penny pierce poppy ray reed rich rob robin rose ruby sandy sky skye star summer sue
    tyler victor violet wade will willow
    """
)

#: Words with a large letter in the middle of a sentence that are nobody and nowhere: days, months,
#: feasts, peoples and faiths, subjects at school, and the words of councils and of care.
CAPITALISED = _words(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december spring summer autumn winter christmas easter eid
    diwali ramadan hanukkah halloween new year bonfire night mother's father's mother’s father’s
    english welsh scottish irish british european african asian caribbean polish romanian somali
    arabic french spanish german albanian kurdish afghan ukrainian muslim christian jewish hindu
    sikh catholic buddhist god quran bible england britain uk wales scotland ireland europe maths
    mathematics science history geography art drama music biology chemistry physics computing gcse
    gcses a-level a-levels btec sats key stage year week month sixth form i i'm i’m i'd i’d i'll
    i’ll i've i’ve mr mrs ms miss dr sir council councils county borough city unitary councillor
    councillors cllr mayor board boards panel panels sub-committee committee committees working
    party group groups cabinet member members portfolio holder holders leader lead director
    directors assistant chief executive head heads service services manager managers officer
    officers chair deputy vice department government parliament minister secretary state ofsted
    commissioner inspector inspectors inspection children child children’s children's young people
    people’s people's person looked after care carer carers leaver leavers cared experienced foster
    fostering fosterer fosterers residential home homes kinship special guardianship guardian order
    orders adoption independent reviewing visitor visitors advocate advocates advocacy social worker
    workers work personal adviser advisers advisor advisors pathway pathways plan plans planning
    education educational health assessment assessments review reviews reviewing virtual school
    schools college university academy headteacher teacher designated nurse doctor dentist
    participation team teams support local authority authorities offer pledge pledges promise
    promises priority principle principles corporate parent parents parenting strategy strategic
    forum forums junior senior voice voices matter matters challenge question questions answer
    safeguarding mental hub centre agency housing universal credit job jobs jobcentre apprenticeship
    apprenticeships pupil premium grant setting saving savings allowance bank card bus rail railcard
    train passport driving licence national insurance act law court human rights convention charter
    bright spots survey mind you internet wifi wi-fi instagram snapchat tiktok whatsapp youtube
    facebook netflix xbox playstation iphone ipad google zoom teams roblox minecraft fortnite covid
    covid-19 coronavirus executive annual report meeting agenda minutes part childline nspcc
    samaritans scouts guides army navy police cadets duke edinburgh award office leaving plus easy
    read plan act one two three four five north south east west northern southern eastern western
    i-pad
    """
)

#: Large towns that are no other word: found however they are written.
TOWNS = _words(
    """
    aberdeen aylesbury barnsley basildon basingstoke bedford belfast birmingham blackburn blackpool
    bolton bournemouth bradford brighton bristol bromley burnley cambridge cardiff carlisle
    chelmsford cheltenham chesterfield christchurch colchester coventry crawley croydon darlington
    derby doncaster dorchester dudley dundee eastbourne exeter gateshead gillingham glasgow
    gloucester grimsby guildford halifax harlow harrogate hartlepool hastings hemel hereford
    huddersfield hull huntingdon ipswich kettering leeds leicester lewisham liverpool london luton
    maidstone manchester mansfield margate middlesbrough newcastle newport northampton norwich
    nottingham nuneaton oldham orpington oxford peterborough plymouth poole portsmouth preston
    ramsgate rochdale rotherham salford salisbury scunthorpe sheffield shrewsbury slough solihull
    southampton southend southport stevenage stockport stockton sunderland sutton swansea swindon
    telford torquay wakefield walsall warrington watford weymouth wigan winchester wisbech woking
    wolverhampton worcester worthing wycombe yeovil york
    """
)

#: Little words and everyday ones: what they stand before or after is no name because of them.
SMALL = _words(
    """
    a about above after again all also always am an and another any anyone anything are as ask at
    away back bad be because been before best better big both but by can come could day did
    different do does down each early else even ever every everybody everyone everything extra few
    first five for four from full get gets getting give go going good got had half has hate have he
    help her here high him his home how i if in into is it it’s it's its just keep know last late
    left less like little live lived lives living local long look lot main mainstream make many me
    meet met miss more most moved much must my near never new next nice no nobody not nothing now of
    off often old on once one only open or other others our out over own people primary put quiet
    really right safe said same say says secondary see seen she should small so some somebody
    someone something soon special staff still stop take talk than that that’s that's the their them
    then there these they thing things think this those three time to together told too took try two
    under until up us very wants want was way we week weeks well went were what when where which
    while who whose why will with without work would year years yet you young your minute minutes
    hour hours mile miles day days month months pound pounds pence metres km times mums dads carers
    workers kids boys girls boarding sixth middle lower upper nearest called named not’s called it
    aged getting being having walk drive ride
    """
)

#: Who says something at the beginning of a sentence without being anybody in particular.
NOBODY = _words(
    """
    nobody everybody everyone someone somebody anyone anybody they he she we you i it this that who
    staff mum dad nan gran grandad mummy daddy police school one two three most some many people
    children carers workers teachers adults kids social both neither council panel board nothing
    everything which what friends research guidance ofsted and but so then also as if when because
    since although though while our my your his her their the a an no yes nan’s mine today yesterday
    tomorrow tonight let here there where how when why
    """
)
