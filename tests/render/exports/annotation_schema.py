"""What the Web Annotation Data Model (W3C, 23 February 2017) says MUST be, as a JSON Schema of our own.

For the terms that are written here; `additionalProperties` is false everywhere: a term which nobody checked fails.
`CONTEXT` says what each term stands for, after the Web Annotation Vocabulary of the same day.
"""

from __future__ import annotations

from typing import Any, Final

_IRI: Final = {"type": "string", "pattern": r"^[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+$"}
_WORDS: Final = {"type": "string"}
_COUNT: Final = {"type": "integer", "minimum": 0}
_PURPOSES: Final = (
    *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying"),
    *("linking", "moderating", "questioning", "replying", "tagging"),
)  # section 3.3.5
_PURPOSE: Final = {"enum": [*_PURPOSES]}


def _thing(required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    properties = {**required, **(optional or {})}
    return {"type": "object", "required": [*required], "properties": properties, "additionalProperties": False}


_QUOTE: Final = _thing(
    {"type": {"const": "TextQuoteSelector"}, "exact": _WORDS, "prefix": _WORDS, "suffix": _WORDS}
)  # 4.2.4
_POSITION: Final = _thing({"type": {"const": "TextPositionSelector"}, "start": _COUNT, "end": _COUNT})  # 4.2.5
_STATE: Final = _thing(
    {"type": {"const": "TimeState"}},
    {"cached": _IRI, "sourceDate": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}},
)  # 4.3.1
_TARGET: Final = _thing(
    {"type": {"const": "SpecificResource"}, "source": _IRI},
    {
        "styleClass": _WORDS,
        "state": _STATE,
        "selector": {"type": "array", "minItems": 1, "items": {"oneOf": [_QUOTE, _POSITION]}},
    },
)  # 4
_TEXT: Final = _thing(
    {"type": {"const": "TextualBody"}, "value": _WORDS},
    {
        "label": _WORDS,
        "purpose": _PURPOSE,
        "schema:minValue": {"type": "number"},
        "schema:maxValue": {"type": "number"},
        "schema:unitText": _WORDS,
    },
)  # 3.2.4
_AGENT: Final = _thing(
    {"id": _IRI, "name": _WORDS},
    {
        "type": {"enum": ["Person", "Organization", "Software"]},
        "schema:additionalType": _WORDS,
        "schema:jobTitle": _WORDS,
        "schema:affiliation": _WORDS,
        "schema:softwareVersion": _WORDS,
        "schema:identifier": {"type": "array", "items": _WORDS},
    },
)  # 3.3.2
_RESOURCE: Final = _thing(
    {"type": {"const": "SpecificResource"}, "source": {"oneOf": [_IRI, _AGENT]}},
    {"label": _WORDS, "purpose": _PURPOSE},
)  # 4.1
_STYLE: Final = _thing({"type": {"const": "CssStylesheet"}, "value": _WORDS})  # 4.4
ANNOTATION: Final = _thing(
    {
        "id": _IRI,
        "type": {"const": "Annotation"},
        "target": {"oneOf": [_IRI, {"type": "array", "minItems": 1, "items": {"oneOf": [_IRI, _TARGET]}}]},
    },
    {
        "motivation": {"type": "array", "minItems": 1, "uniqueItems": True, "items": _PURPOSE},
        "body": {"type": "array", "minItems": 1, "items": {"oneOf": [_TEXT, _RESOURCE]}},
        "creator": _AGENT,
        "stylesheet": _STYLE,
    },
)  # 3.1
_CONTEXT: Final = {"const": "http://www.w3.org/ns/anno.jsonld"}
_PART: Final = _thing({"id": _IRI, "type": {"const": "AnnotationCollection"}, "label": _WORDS})
PAGE: Final = _thing(
    {
        "@context": _CONTEXT,
        "id": _IRI,
        "type": {"const": "AnnotationPage"},
        "items": {"type": "array", "minItems": 1, "items": ANNOTATION},
    },
    {"partOf": _PART, "startIndex": _COUNT, "next": _IRI, "prev": _IRI},
)  # 5.2
COLLECTION: Final = {
    **_thing(
        {"@context": _CONTEXT, "id": _IRI, "type": {"const": "AnnotationCollection"}},
        {"label": _WORDS, "total": _COUNT, "first": _IRI, "last": _IRI},
    ),
    "if": {"properties": {"total": {"minimum": 1}}},
    "then": {"required": ["first"]},
}  # 5.1

OA: Final = "http://www.w3.org/ns/oa#"
_LINKS: Final = {
    "body": "oa:hasBody",
    "target": "oa:hasTarget",
    "source": "oa:hasSource",
    "selector": "oa:hasSelector",
    "state": "oa:hasState",
    "cached": "oa:cachedSource",
    "stylesheet": "oa:styledBy",
    "creator": "dcterms:creator",
    "partOf": "as:partOf",
    "first": "as:first",
    "last": "as:last",
    "next": "as:next",
    "prev": "as:prev",
}
_COUNTS: Final = {"start": "oa:start", "end": "oa:end", "total": "as:totalItems", "startIndex": "as:startIndex"}
_PLAIN: Final = {
    "value": "rdf:value",
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "styleClass": "oa:styleClass",
    "name": "foaf:name",
    "label": "rdfs:label",
    "Person": "foaf:Person",
    "Organization": "foaf:Organization",
    "Software": "as:Application",
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "CssStylesheet": "oa:CssStyle",
}
_SAME: Final = (
    "Annotation",
    "TextualBody",
    "SpecificResource",
    "TextQuoteSelector",
    "TextPositionSelector",
    "TimeState",
)
CONTEXT: Final[dict[str, Any]] = {
    "oa": OA,
    "as": "http://www.w3.org/ns/activitystreams#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    **{name: {"@id": term, "@type": "@id"} for name, term in _LINKS.items()},
    **{name: {"@id": term, "@type": "xsd:nonNegativeInteger"} for name, term in _COUNTS.items()},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    **{name: f"oa:{name}" for name in (*_SAME, *_PURPOSES)},
    **_PLAIN,
    "sourceDate": {"@id": "oa:sourceDate", "@type": "xsd:dateTime"},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
}  # fmt: skip
