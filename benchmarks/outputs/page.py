"""What both scripts have in common: where files are, what is printed, the page's style sheet."""

from __future__ import annotations

CONTACT = (
    ("office", "联系单位"),
    ("address", "地址"),
    ("postcode", "邮政编码"),
    ("phone", "联系电话"),
    ("email", "电子邮箱"),
)
SECTIONS = ("overview", "problems", "other")

STYLE = """
body { font: 18px/1.8 "Noto Serif CJK SC", serif; max-width: 60em; margin: auto; color: #222; }
h1 { font-size: 1.6em; text-align: center; }
h2 { font-size: 1.2em; }
p { text-indent: 2em; text-align: justify; }
.banner, .facts { text-align: center; text-indent: 0; }
table { border-collapse: collapse; width: 100%; font-size: .8em; margin: 1em 0; }
caption { font-weight: bold; padding: .3em; }
th, td { border: 1px solid #555; padding: .2em .4em; text-align: center; }
thead th { background: #eee; }
figure { margin: 1em 0; }
svg .bar { fill: #1f5fa8; }
@page {
  size: A4; margin: 37mm 26mm 35mm 28mm;
  @bottom-center { content: "— " counter(page) " —"; }
}
"""


def home_of(bureau: int) -> str:
    """The folder of a bureau below the agencies folder."""
    return f"jizhun/ju{bureau:04}"
