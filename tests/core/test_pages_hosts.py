"""Where a link leads is read as a browser reads it."""

from __future__ import annotations

import time

import pytest

from gongkai.pages.hosts import canonical_host, host_of, is_own_host, scheme_of


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.suqian.gov.cn/kjj/a.html", "www.suqian.gov.cn"),
        ("HTTP://WWW.Suqian.GOV.cn:8080?x", "www.suqian.gov.cn"),
        ("//cdn.example.com/a.js", "cdn.example.com"),
        ("\\\\evil.com\\a", "evil.com"),
        ("/\\evil.com", "evil.com"),
        ("https:evil.com", "evil.com"),
        ("http:\\\\evil.com", "evil.com"),
        ("http:////evil.com/a", "evil.com"),
        (" \x00\thttp://ev\til.c\nom/ ", "evil.com"),
        ("http://www.gov.cn@evil.com/", "evil.com"),
        ("http://www.gov.cn:80@evil.com:81/", "evil.com"),
        ("http://evil.com\\@www.gov.cn/", "evil.com"),
        ("http://evil.com#@www.gov.cn/", "evil.com"),
        ("http://www.gov.cn.evil.com", "www.gov.cn.evil.com"),
        ("http://www.gov.cn%2eevil.com/", "www.gov.cn.evil.com"),
        ("http://www。evil．com｡/", "www.evil.com"),
        ("http://ｅｖｉｌ.ｃｏｍ/", "evil.com"),
        ("http://ev\u200bil\u00ad.com/", "evil.com"),
        ("http://博彩.com/", "xn--9kro4z.com"),
        ("http://xn--9kro4z.com/", "xn--9kro4z.com"),
        ("http://[2001:DB8::1]:443/a", "[2001:db8::1]"),
        ("http://[2001:db8::1", "[2001:db8::1]"),
        ("http://127.0.0.1:8000/", "127.0.0.1"),
        ("weixin://dl/business", "dl"),
        ("mailto:sqkjjbgs@163.com?subject=a", "163.com"),
        ("mailto:a@suqian.gov.cn,b@evil.com", "suqian.gov.cn"),
        ("mailto:nobody", "nobody"),
        ("", ""),
        ("/", ""),
        ("a.html", ""),
        ("www.evil.com", ""),
        ("/art/2018/1.html", ""),
        ("?page=2", ""),
        ("#top", ""),
        ("javascript:location='//evil.com'", ""),
        ("java\nscript:alert(1)", ""),
        ("data:text/html,//evil.com", ""),
        ("tel:0527-84358595", ""),
        ("file:///C:/a", ""),
    ],
)
def test_the_host_of_a_link(url: str, host: str) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize(
    ("url", "scheme"),
    [
        ("JavaScript:alert(1)", "javascript"),
        (" java\tscript:alert(1)", "javascript"),
        ("//a.b", ""),
        ("a/b:c", ""),
        ("https://a", "https"),
    ],
)
def test_the_scheme_of_a_link(url: str, scheme: str) -> None:
    assert scheme_of(url) == scheme


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("www.suqian.gov.cn", ()),
        ("gov.cn", ()),
        ("WWW.GOV.CN.", ()),
        ("www．gov．cn", ()),
        ("", ()),
        ("mail.163.com", ("163.com",)),
        ("163.com", ("*.163.com",)),
        ("163.com", (".163.com",)),
        ("www.kjj.example.cn", ("https://kjj.example.cn/index.html",)),
        ("xn--9kro4z.com", ("博彩.com",)),
        ("[2001:db8::1]", ("http://[2001:db8::1]/",)),
    ],
)
def test_a_host_is_own(host: str, own: tuple[str, ...]) -> None:
    assert is_own_host(host, own)


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("gov.cn.evil.com", ()),
        ("evilgov.cn", ()),
        ("www.gоv.cn", ()),
        ("evil.com", ("com",)),
        ("evil.com", ("",)),
        ("not163.com", ("163.com",)),
        ("evil.com\u2100.gov.cn", ()),
        ("evil.com/.gov.cn", ()),
        ("evil.com%2f.gov.cn", ()),
        ("evil com.gov.cn", ()),
        ("a" * 300 + ".gov.cn", ()),
        ("\ud800.gov.cn\ud800", ()),
        ("[2001:db8::1]", ()),
        ("127.0.0.1", ()),
    ],
)
def test_a_host_is_foreign(host: str, own: tuple[str, ...]) -> None:
    assert not is_own_host(host, own)


@pytest.mark.parametrize("text", ["a" * 100_000, "中" * 100_000, "." * 100_000, "/" * 100_000])
def test_a_very_long_address_takes_no_time(text: str) -> None:
    start = time.perf_counter()

    assert not is_own_host(host_of(f"http://x{text}.gov.cn\x00"), ("a.b",))
    assert canonical_host(text)[:1] in {"a", "中", ".", "/"}
    assert time.perf_counter() - start < 30
