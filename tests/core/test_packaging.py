"""The built wheel, installed where the repository is not; and a plugin of a stranger beside it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.slow

SOURCES = (ROOT / "core", ROOT / "plugins")
PLUGIN = """\
from attrs import frozen

from gongkai import Channel, ExportSettings, NoSettings, Output, Report, hookimpl

GONGKAI_API = 1


def render(report: Report, settings: NoSettings) -> bytes:
    return f"{report.title}\\n".encode()


@hookimpl
def gongkai_register_outputs() -> list[Output[NoSettings]]:
    return [
        Output(
            name="title", media_type="text/plain", suffix=".title", settings=NoSettings,
            render=render,
        )
    ]


@hookimpl
def gongkai_register_channels() -> list[Channel[ExportSettings]]:
    return [Channel(name="loudspeaker", label="村村响", settings=ExportSettings)]
"""
PROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
[project]
name = "gongkai-stranger"
version = "3.1"
dependencies = ["gongkai"]
[project.entry-points.gongkai]
stranger = "gongkai_stranger"
"""


def run(*command: str | Path, cwd: Path | None = None) -> str:
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}:\n{done.stdout}\n{done.stderr}"
    return done.stdout + done.stderr


def wheel_of(project: Path, to: Path) -> Path:
    """Build a wheel with the hatchling of this environment: no network is needed."""
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", to, cwd=project)
    (wheel,) = to.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return wheel_of(ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel; dependencies are those of this one."""
    folder = tmp_path_factory.mktemp("environment") / "venv"
    venv.create(folder, with_pip=False)
    _install(wheel, folder)
    return folder


def _install(wheel: Path, environment: Path) -> None:
    site = Path(
        run(
            _python(environment), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"
        ).strip()
    )
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--no-deps")
    run(*pip, "--no-index", "--target", site, wheel)
    # Only what gongkai depends on is taken over: this environment has gongkai's sources, too.
    here = Path(sysconfig.get_path("purelib"))
    for entry in here.iterdir():
        if not entry.name.startswith(("gongkai", "_gongkai", "__editable__")) and (
            entry.suffix != ".pth" and not (site / entry.name).exists()
        ):
            (site / entry.name).symlink_to(entry)


def _python(environment: Path) -> Path:
    return environment / "bin" / "python"


def gongkai(environment: Path, *arguments: str, cwd: Path) -> str:
    return run(
        _python(environment),
        "-c",
        "import sys; from gongkai.cli import main; sys.exit(main(sys.argv[1:]))",
        "--lang",
        "en",
        *arguments,
        cwd=cwd,
    )


def test_every_file_that_the_engine_and_its_plugins_read_is_in_the_wheel(wheel: Path) -> None:
    written = {
        path.relative_to(source).as_posix()
        for source in SOURCES
        for path in source.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }

    packed = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}

    assert packed == written
    assert {
        "gongkai/py.typed",
        "gongkai/__init__.pyi",
        "gongkai/locale/zh_CN/LC_MESSAGES/gongkai.mo",
        "gongkai_forms_cn/cn-2021.toml",
        "gongkai_channels/channels.toml",
    } <= packed


def test_the_wheel_works_without_the_repository(environment: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "agencies/suqian", tmp_path / "agencies/suqian")

    assert gongkai(environment, "forms", cwd=tmp_path).startswith("cn-2014 ")
    assert "output-html  0.1.0" in gongkai(environment, "plugins", cwd=tmp_path)
    gongkai(environment, "build", "suqian/kjj", cwd=tmp_path)
    page = (tmp_path / "build/suqian/kjj/2018/report.html").read_text("utf-8")
    expected = ROOT / "agencies/suqian/kjj/2018/expected/report.html"
    named = page.replace("gongkai 0.1.0", "gongkai VERSION")
    assert named.replace('content="0.1.0"', 'content="VERSION"') == expected.read_text("utf-8")
    home = run(_python(environment), "-c", "import gongkai; print(gongkai.__file__)", cwd=tmp_path)
    assert str(ROOT) not in home


def test_the_wheel_speaks_chinese(environment: Path, tmp_path: Path) -> None:
    assert "用法" in gongkai(environment, "--lang", "zh", "--help", cwd=tmp_path)


def test_a_strangers_distribution_is_found_and_works(environment: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    _write(project, {"pyproject.toml": PROJECT, "gongkai_stranger/__init__.py": PLUGIN})
    _install(wheel_of(project, tmp_path / "dist"), environment)
    bureau = '[bureau]\nname = "村"\nkind = "township"\n[channels.loudspeaker]\nexport = "a.csv"\n'
    _write(
        tmp_path / "agencies/cun",
        {
            "bureau.toml": bureau + "[outputs.title]\n",
            "2018/report.toml": "",
            "2018/a.csv": "标题,发布时间\n通知,2018-05-01\n",
        },
    )

    listed = gongkai(environment, "plugins", cwd=tmp_path)
    gongkai(environment, "build", cwd=tmp_path)
    counted = gongkai(environment, "explain", "cun", "2018", "channels.loudspeaker", cwd=tmp_path)

    assert "stranger  3.1  gongkai_stranger (gongkai-stranger)\n    channels: loudspeaker" in listed
    written = tmp_path / "build/cun/2018/report.title"
    assert written.read_text("utf-8") == "村2018年政府信息公开工作年度报告\n"
    assert "  = 1 条" in counted


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
