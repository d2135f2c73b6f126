"""What people do between the commands of the guide for partners: edit a table, decide on a proposal."""

from pathlib import Path

from openpyxl import load_workbook

_EDITS = (
    ("Bogor,,iclei,,2019-04-29", "Bogor,,iclei,2018,2019-04-29"),
    ("Kobe,,iclei,,2023-10,", "Kobe,,iclei,,2024-10,"),
)
_NEW = {"key": "1627896-iclei-2019", "member": "1627896", "network": "iclei", "begin": "2019"}


def edit_members(folder: Path) -> None:
    """Write the table as the partner sends it back."""
    given = folder / "iclei" / "tables" / "iclei-asia" / "memberships.csv"
    text = given.read_text(encoding="utf-8")
    for old, new in _EDITS:
        assert text.count(old) == 1
        text = text.replace(old, new)
    headings = text.partition("\n")[0].split(",")
    row = ",".join(_NEW.get(heading, "") for heading in headings)
    (folder / "memberships.csv").write_text(f"{text}{row}\n", encoding="utf-8")


def accept_all(folder: Path) -> None:
    """Accept each change of the proposal."""
    file = folder / "proposal" / "changes.xlsx"
    book = load_workbook(file)
    sheet = book.worksheets[0]
    for row in range(2, sheet.max_row + 1):
        sheet[f"A{row}"] = "accept"
    book.save(file)
