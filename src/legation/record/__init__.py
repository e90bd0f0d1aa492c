"""The nouns of the record. Imports no other room."""

from legation.record.claim import (
    Agreement,
    Claim,
    Event,
    Evidence,
    Figure,
    Mention,
    Reading,
    Statement,
    Tenure,
)
from legation.record.document import Document, Failure, Furniture, Page, Passage, document_id
from legation.record.judgement import Judgement
from legation.record.markup import Amount, Date, Markup, Name, Quotation, Sentence, Token

__all__ = [
    "Agreement",
    "Amount",
    "Claim",
    "Date",
    "Document",
    "Event",
    "Evidence",
    "Failure",
    "Figure",
    "Furniture",
    "Judgement",
    "Markup",
    "Mention",
    "Name",
    "Page",
    "Passage",
    "Quotation",
    "Reading",
    "Sentence",
    "Statement",
    "Tenure",
    "Token",
    "document_id",
]
