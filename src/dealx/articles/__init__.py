"""Reading articles from files, folders and standard input."""

from dealx.articles.article import Article, Raw, Unreadable
from dealx.articles.dateline import dateline
from dealx.articles.parse import parse, parsed
from dealx.articles.read import read_articles

__all__ = ["Article", "Raw", "Unreadable", "dateline", "parse", "parsed", "read_articles"]
