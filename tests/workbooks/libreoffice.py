"""LibreOffice opens a workbook: calculated anew and saved, or printed."""

import shutil
import subprocess
from pathlib import Path

SOFFICE = shutil.which("soffice")
MISSING = "LibreOffice is not installed: what it would calculate and print is not checked"
ALWAYS = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    '<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">'
    "<value>0</value></prop></item></oor:items>"
)


def recalculated(folder, *names):
    """The workbooks of a folder, every formula calculated anew, in one run: their new places."""
    settings = Path(folder) / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(ALWAYS)
    _convert(folder, names, "xlsx", "anew")
    return [Path(folder) / "anew" / name for name in names]


def printed(folder, name):
    """The place of the PDF."""
    _convert(folder, [name], "pdf", "")
    return (Path(folder) / name).with_suffix(".pdf")


def _convert(folder, names, to, into):
    command = [
        SOFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", to,
        "--outdir", str(Path(folder) / into), *(str(Path(folder) / name) for name in names),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=300)
