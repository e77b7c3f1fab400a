"""Reading articles from files, folders and standard input."""

from dealx.articles.article import Article, Unreadable
from dealx.articles.dateline import dateline
from dealx.articles.read import read_articles

__all__ = ["Article", "Unreadable", "dateline", "read_articles"]
