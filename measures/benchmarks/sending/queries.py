"""What published open data is here, for those who bring it in."""

from measures.models import InspectionGrade, NeighbourModel, OpenDataFile, PublishedTable

LATEST = 20
HEAD = ["What", "Which", "File", "Brought in"]


def brought_in() -> list[list[str]]:
    """A row for each release, neighbour model and list of grades: what, which, its file, when."""
    rows = []
    for table in PublishedTable.objects.prefetch_related("releases"):
        releases = table.releases.all()
        rows += [[table.title, each.name, each.file_name, _day(each)] for each in releases]
        if not releases:
            rows.append([table.title, "none yet", "–", "–"])
    rows += [
        ["Statistical neighbours", f"{model.year} model", model.file_name, _day(model)]
        for model in NeighbourModel.objects.all()
    ]
    grades = InspectionGrade.objects.count()
    rows.append(["Inspection grades", f"{grades:,}" if grades else "none yet", "–", "–"])
    return rows


def _day(row: object) -> str:
    return f"{row.imported_at:%-d %B %Y}"


def latest_files() -> list[OpenDataFile]:
    """The files sent last, with who sent them."""
    return list(OpenDataFile.objects.select_related("uploaded_by")[:LATEST])
