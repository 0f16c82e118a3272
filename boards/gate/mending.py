"""How to take out of a file what the gate has found, in the program that made it.

The words of the menus are those of Word and Excel for Windows and of Acrobat Pro, as of 2025.
"""

from boards.gate.findings import Kind

PDF, WORD, EXCEL, PICTURE = "PDF", "Word", "Excel", "picture"

INSPECT = (
    "In {program}: File, Info, Check for Issues, Inspect Document; Remove All beside “{what}”."
)
SANITISE = "In Acrobat: All tools, Redact a PDF, Sanitise document."
PICTURE_IN_A_FILE = (
    "Save the picture by itself and clean it (in Windows: right-click it, Properties, Details, Remove "
    "Properties and Personal Information). Put it into the document again."
)
CLEAN_PICTURE = (
    "In Windows: right-click the picture, Properties, Details, Remove Properties and Personal "
    "Information. Or take a screenshot of it and attach that."
)
ANEW = (
    "Open the file, save it under another name and without a password, and attach that. If it does not "
    "help, print it to a PDF."
)
AS_A_PICTURE = "Delete what is embedded. Where it is to be seen, paste it as a picture (Paste Special, Picture)."
BY_PROGRAM: dict[Kind, dict[str, str]] = {
    Kind.HIDDEN_SHEET: {
        EXCEL: "In Excel: right-click the name of any sheet, Unhide. Look at the sheet; delete it, or "
        "leave it to be seen. If Unhide does not list it: "
        + INSPECT.format(program="Excel", what="Hidden Worksheets")
    },
    Kind.HIDDEN_CELLS: {
        EXCEL: "In Excel: press Ctrl+A, right-click the number of a row, Unhide; the same with the "
        "letter of a column. Delete what is not for readers. Or: "
        + INSPECT.format(program="Excel", what="Hidden Rows and Columns")
    },
    Kind.PIVOT_CACHE: {
        EXCEL: "A pivot table keeps every row it was made from. In Excel: copy the table, open a new "
        "workbook, Paste Special, Values. Attach the new workbook."
    },
    Kind.COMMENT: {
        WORD: "In Word: Review, Delete, Delete All Comments in Document.",
        EXCEL: INSPECT.format(program="Excel", what="Comments"),
        PDF: "In Acrobat: open Comments, select all, Delete. Or print the document to a PDF anew.",
    },
    Kind.TRACKED_CHANGE: {
        WORD: "In Word: Review, Accept, Accept All Changes and Stop Tracking.",
        EXCEL: "In Excel: stop sharing the workbook, or copy its sheets into a new one.",
    },
    Kind.HIDDEN_TEXT: {
        WORD: INSPECT.format(program="Word", what="Hidden Text")
        + " Words as white as the paper stay: select all, and choose black as the colour of the font.",
        EXCEL: "In Excel: press Ctrl+A; choose Automatic as the colour of the font, No Fill, and General "
        "as the format of numbers. Delete what is not for readers.",
        PDF: SANITISE,
    },
    Kind.BLACKED_OUT: {
        WORD: "In Word: delete the words, and write “[taken out]” in their place. Black on black can "
        "be copied.",
        PDF: "In Acrobat: All tools, Redact a PDF; mark the words, then Apply. A box that is drawn over "
        "words leaves them there to be copied.",
    },
    Kind.PROPERTY: {
        WORD: INSPECT.format(program="Word", what="Document Properties and Personal Information"),
        EXCEL: INSPECT.format(program="Excel", what="Document Properties and Personal Information"),
        PDF: "In Acrobat: Menu, Document properties, Description; empty the fields. Or: "
        + SANITISE,
    },
    Kind.EMBEDDED_FILE: {
        WORD: AS_A_PICTURE,
        EXCEL: AS_A_PICTURE,
        PDF: "In Acrobat: open Attachments, select each, Delete. Attach what readers need by itself.",
    },
    Kind.LINK_TO_FILE: {
        EXCEL: "In Excel: Data, Edit Links (or Workbook Links), Break Link for each."
    },
    Kind.LAYER: {PDF: "In Acrobat: open Layers, Options, Flatten Layers. Or: " + SANITISE},
    Kind.ACTIVE: {
        WORD: "In Word: copy everything into a new document and attach that.",
        EXCEL: "In Excel: copy the sheets into a new workbook and attach that.",
        PDF: SANITISE,
    },
    Kind.LOCATION: {
        PICTURE: CLEAN_PICTURE,
        WORD: PICTURE_IN_A_FILE,
        EXCEL: PICTURE_IN_A_FILE,
        PDF: SANITISE,
    },
    Kind.PICTURE_TEXT: {
        PICTURE: CLEAN_PICTURE,
        WORD: PICTURE_IN_A_FILE,
        EXCEL: PICTURE_IN_A_FILE,
        PDF: SANITISE,
    },
    Kind.UNREADABLE: {},
}


def how_to_mend(kind: Kind, *, program: str) -> str:
    """How to take a thing of that kind out of a file of that program: Word, Excel, PDF or a picture."""
    known = program if program in {PDF, WORD, EXCEL} else PICTURE
    return BY_PROGRAM[kind].get(known, ANEW)
