"""Limits on a workbook before anything parses it: it is a zip archive, and archives can be bombs."""

import io
import zipfile
import zlib

from django.utils.translation import gettext as _

from tracker.imports.problems import ImportFileError

MAX_MEMBERS = 200
MAX_UNZIPPED = 100 * 1024 * 1024
MAX_MEMBER = 60 * 1024 * 1024
MAX_RATIO = 100  # an honest workbook of repeated text reaches 69
_SMALL = 1024 * 1024  # below this a high ratio does no harm
_CHUNK = 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def check_container(data: bytes) -> None:
    """Raises ImportFileError unless the bytes are a zip archive of reasonable size.

    Sizes are measured, not believed.
    """
    _check_magic(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_members(archive)
            _check_unzipped(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise damaged() from error


def damaged() -> ImportFileError:
    return ImportFileError(_("文件已损坏，或不是 Excel 工作簿。请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。"))


def _check_magic(data: bytes) -> None:
    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise ImportFileError(_("工作簿设有打开密码。请去掉密码，另存为 .xlsx 后再上传。"))
    if data.startswith(_OLE):
        raise ImportFileError(_("这是旧版 Excel 文件（.xls）。请用 Excel 或 WPS 另存为 .xlsx 后再上传。"))
    if not data.startswith(b"PK"):
        raise ImportFileError(
            _("文件不是 Excel 工作簿，只是扩展名为 .xlsx。请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。")
        )


def _check_members(archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    if len(names) > MAX_MEMBERS or len(set(names)) < len(names):
        raise too_big()
    if any(info.flag_bits & 1 for info in archive.infolist()):
        raise ImportFileError(_("工作簿设有打开密码。请去掉密码，另存为 .xlsx 后再上传。"))
    if "[content_types].xml" not in {name.lower() for name in names}:
        raise damaged()


def _check_unzipped(archive: zipfile.ZipFile) -> None:
    total = 0
    for info in archive.infolist():
        size = _measure(archive, info)
        total += size
        suspicious = size > _SMALL and size > MAX_RATIO * max(info.compress_size, 1)
        if suspicious or total > MAX_UNZIPPED:
            raise too_big()


def _measure(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> int:
    size = 0
    with archive.open(info) as member:
        while chunk := member.read(_CHUNK):
            size += len(chunk)
            if size > MAX_MEMBER:
                raise too_big()
    return size


def too_big() -> ImportFileError:
    return ImportFileError(_("工作簿解压后过大，或压缩异常。请把台账复制到一个新的工作簿，另存为 .xlsx 后再上传。"))
