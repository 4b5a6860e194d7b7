"""What of ECB+ counts as a saying and as one claim, on files that we wrote in its form."""

from __future__ import annotations

from pathlib import Path

from training.ecbplus import topics

_FILE = """<Document doc_name="1_1ecb.xml">
<token t_id="1" sentence="0" number="0">Ana</token><token t_id="2" sentence="0" number="1">said</token>
<token t_id="3" sentence="0" number="2">shells</token><token t_id="4" sentence="0" number="3">hit</token>
<token t_id="5" sentence="1" number="0">Rain</token><token t_id="6" sentence="1" number="1">fell</token>
<Markables>
<ACTION_REPORTING m_id="1"><token_anchor t_id="2"/></ACTION_REPORTING>
<ACTION_OCCURRENCE m_id="2"><token_anchor t_id="4"/></ACTION_OCCURRENCE>
<ACTION_OCCURRENCE m_id="3"><token_anchor t_id="6"/></ACTION_OCCURRENCE>
<HUMAN_PART_PER m_id="4"><token_anchor t_id="1"/></HUMAN_PART_PER>
<ACTION_OCCURRENCE m_id="9" TAG_DESCRIPTOR="hit"/>
</Markables>
<Relations>
<CROSS_DOC_COREF r_id="7" note="ACT1"><source m_id="2"/><target m_id="9"/></CROSS_DOC_COREF>
<CROSS_DOC_COREF r_id="8" note="HUM1"><source m_id="4"/><target m_id="9"/></CROSS_DOC_COREF>
<CROSS_DOC_COREF r_id="9" note="ACT2"><source m_id="3"/><target m_id="9"/></CROSS_DOC_COREF>
</Relations>
</Document>"""


def test_sentences_that_report_and_the_events_in_them(tmp_path: Path) -> None:
    """Only an annotated sentence with an action of reporting is a saying; people and reporting are no events."""
    (tmp_path / "1").mkdir()
    (tmp_path / "1" / "1_1ecb.xml").write_text(_FILE)
    rows = "Topic,File,Sentence Number\n1,1ecb,0\n1,1ecb,1\n"
    (tmp_path / "ECBplus_coreference_sentences.csv").write_text(rows)
    [(topic, report)] = topics(tmp_path)
    assert topic == 1
    [(start, end)] = report.reading.attributions[0].content
    assert report.reading.document.text[start:end] == "Ana said shells hit"
    assert report.gold == {(report.reading.document.digest, "a1"): {"ACT1"}}
