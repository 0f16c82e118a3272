"""Who may open which page, and send which form: one row for each address.

Written by hand from section 6 of the specification, and not read from the code it tests. An
address without a row fails, and so does a row without an address.

Wrong council: 404. Right council, no permission: 403. Not signed in: the way in is shown (302).
"""

from tests.permissions.table.actions import ACTIONS
from tests.permissions.table.invited import INVITED
from tests.permissions.table.meetings import MEETINGS
from tests.permissions.table.oversight import OVERSIGHT
from tests.permissions.table.packs import PACKS
from tests.permissions.table.record import RECORD
from tests.permissions.table.register import REGISTER
from tests.permissions.table.reports import REPORTS
from tests.permissions.table.rooms import FORUMS, MEASURES, PLEDGES
from tests.permissions.table.root import ROOT
from tests.permissions.table.seats import SEATS
from tests.permissions.table.takeover import TAKEOVER
from tests.permissions.table.to_forum import TO_FORUM
from tests.permissions.table.voice import VOICE

PAGES = (
    *ROOT,
    *PLEDGES,
    *MEASURES,
    *FORUMS,
    *VOICE,
    *SEATS,
    *MEETINGS,
    *REPORTS,
    *PACKS,
    *OVERSIGHT,
    *ACTIONS,
    *RECORD,
    *INVITED,
    *REGISTER,
    *TAKEOVER,
    *TO_FORUM,
)
