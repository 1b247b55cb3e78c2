"""Reading a workbook back as its reader sees it: saved, opened again, cells found by their heads."""

from io import BytesIO

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from tests.views.figures import AS_OF
from tracker.models.posts import Post
from tracker.workbooks.export import export


def reopened(workbook):
    """The same workbook after a trip through a file, as bytes and opened: with the values of its formulas."""
    file = BytesIO()
    workbook.save(file)
    return file.getvalue(), load_workbook(BytesIO(file.getvalue()), data_only=True)


def made_for(user, area, year=2026, as_of=AS_OF):
    workbook, _name = export(user, area, year, as_of, "清河县 吕立新")
    return reopened(workbook)[1]


def reader_of(area):
    return Post.objects.get(office=area, role=Post.Role.SUPERVISOR).user


def printed_columns(sheet):
    """How many columns stand on the page; what an import needs besides stands right of it."""
    return range_boundaries(str(sheet.print_area).rpartition("!")[2].replace("$", ""))[2]


def values(sheet, first, last=None):
    """Printed values of one row to another; merged cells that hold nothing are None."""
    rows = sheet.iter_rows(min_row=first, max_row=last or sheet.max_row, max_col=printed_columns(sheet))
    return [[cell.value for cell in row] for row in rows]


def row_named(sheet, name, column=1):
    """The values of the first row with this name."""
    return next(row for row in values(sheet, 1) if row[column - 1] == name)


def shown(cell):
    """A percentage as it is displayed, from the number and its format."""
    if isinstance(cell.value, str):
        return cell.value
    points = round(cell.value * 100, 1)
    sign = "−" if points < 0 else "+" if "+" in cell.number_format and points > 0 else ""
    return f"{sign}{abs(points):.1f}%"
