"""Small Word documents made on the spot."""

import io
import zipfile
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SECTION = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/></w:sectPr>'
)
PAPER = [
    "清河县农业农村局文件",
    "清农发〔2025〕79号",
    "关于做好2025年春耕备耕工作的通知",
    "各乡镇人民政府、各街道办事处，县直有关单位：",
    "为做好春耕备耕，现通知如下。",
    "请各单位于3月20日前将落实情况报送县农业农村局。",
    "附件：1.任务分工表",
    "　　　2.情况统计表",
    "清河县农业农村局",
    "2025年3月1日",
    "（联系人：李明，电话：0000-0000000）",
    "抄送：县委办公室。",
    "清河县农业农村局　　2025年3月2日印发",
]


def paragraph(text):
    runs = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in text.split("\n"))
    spacing = '<w:pPr><w:spacing w:line="560" w:lineRule="exact"/></w:pPr>'
    return f'<w:p>{spacing}<w:r><w:rPr><w:sz w:val="32"/></w:rPr>{runs}</w:r></w:p>'


def docx_of(body, **parts):
    """A document with this XML as its body; further parts by name, `header1` for word/header1.xml."""
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}{SECTION}</w:body></w:document>'
        )
        for name, xml in parts.items():
            archive.writestr(f"word/{name}.xml", f'<w:hdr xmlns:w="{W}">{xml}</w:hdr>')
    return stored.getvalue()


def docx(lines, **parts):
    return docx_of("".join(map(paragraph, lines)), **parts)
