"""Sentences spread over posts: whole where a post has room for them, else clause by clause."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from attrs import evolve, frozen

from gongkai_output_weibo_post.text import length


@frozen(kw_only=True)
class Sentence:
    """What is told of, and what is told of it, each in as few words as can stand alone."""

    opening: str
    clauses: tuple[str, ...]

    def text(self, first: int, last: int) -> str:
        """Tell some of it; none is nothing."""
        told = self.clauses[first:last]
        return f"{self.opening}{'，'.join(told)}。" if told else ""


@frozen(kw_only=True)
class Post:
    """A post but for its number: what stands before that and after it, what it says, its end."""

    front: str
    lead: str = ""
    said: str = ""
    end: str = ""

    def plus(self, text: str) -> Post:
        """Say more."""
        return evolve(self, said=self.said + text)

    def text(self, number: str) -> str:
        """Give what is posted."""
        return f"{self.front}{number}{self.lead}{self.said}{self.end}"


def spread(
    sentences: Iterable[Sentence], first: Post, further: Post, limit: int, digits: int
) -> tuple[str, ...]:
    """Give the posts, none longer than ``limit``, where numbers may take so many digits.

    Without digits there is one post; nothing if there would have to be more than can be numbered.
    """
    room = limit - length(_number(0, 0, digits))
    posts = [first]
    for sentence in sentences:
        posts[-1:] = _added(sentence, posts[-1], further, room)
    if len(posts) > max(1, 10**digits - 1):
        return ()
    return tuple(
        post.text(_number(place, len(posts), digits)) for place, post in enumerate(posts, 1)
    )


def _number(place: int, total: int, digits: int) -> str:
    return f"（{place:0{digits}}/{total:0{digits}}）" if digits else ""


def _added(sentence: Sentence, post: Post, further: Post, room: int) -> list[Post]:
    """Say a sentence in a post, and what does not fit into it in further ones."""
    posts, start, end = [post], 0, len(sentence.clauses)
    while start < end:
        told = _fitting(sentence, start, posts[-1], room)
        whole = told == end or not posts[-1].said
        if not whole and _fitting(sentence, start, further, room) == end:
            told = start
        posts[-1] = posts[-1].plus(sentence.text(start, told))
        start = told
        if start < end:
            posts.append(further)
    return posts


def _fitting(sentence: Sentence, start: int, post: Post, room: int) -> int:
    """Up to which clause a post can tell the sentence from ``start`` on."""
    ends = range(start + 1, len(sentence.clauses) + 1)
    fitting = takewhile(
        lambda end: length(post.plus(sentence.text(start, end)).text("")) <= room, ends
    )
    return max(fitting, default=start)
