"""The JUnit report: a suite for each draft, in it a test for each thing that the guide asks of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as Xml

from declint.model import Draft, Finding, Report, Verdict
from declint.report.region import region
from declint.report.run import Run
from declint.report.terminal import one_line, spelled

NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document may hold, escaped or not (XML 1.0, section 2.2)."""


def written(reports: Sequence[Report], run: Run) -> Iterator[str]:
    """Give one document; a finding below `fail_on` is told as output, not as a failure."""
    suites = [_suite(report, run) for report in reports]
    counts = (f'{name}="{sum(int(s.attrib[name]) for s in suites)}"' for name in ("tests", "failures", "skipped"))
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="declint" errors="0" {" ".join(counts)}>\n'
    for suite in suites:
        Xml.indent(suite)
        # In XML these are letters by another name; a build log would obey them.
        yield Xml.tostring(suite, encoding="unicode").replace("##", "#&#35;").replace("::", ":&#58;") + "\n"
    yield "</testsuites>\n"


def _suite(report: Report, run: Run) -> Xml.Element:
    name = _clean(report.draft.name)
    suite = Xml.Element("testsuite", name=name)
    if not report.scenario:
        case = Xml.SubElement(suite, "testcase", name="occasion", classname=name)
        Xml.SubElement(case, "skipped", message="none of the occasions that declint knows")
    by_criterion: dict[str, list[Finding]] = {}
    for finding in report.findings:
        by_criterion.setdefault(finding.criterion, []).append(finding)
    for verdict in report.verdicts:
        found = by_criterion.get(verdict.criterion, [])
        if found or verdict.verdict != "not-applicable":
            suite.append(_case(verdict, found, report.draft, run))
    suite.attrib |= {
        "tests": str(len(suite)),
        "failures": str(len(suite.findall("testcase/failure"))),
        "errors": "0",
        "skipped": str(len(suite.findall("testcase/skipped"))),
    }
    return suite


def _case(verdict: Verdict, found: Sequence[Finding], draft: Draft, run: Run) -> Xml.Element:
    case = Xml.Element("testcase", name=verdict.criterion, classname=_clean(draft.name), file=_clean(draft.path))
    failing = [finding for finding in found if finding.severity.rank >= run.fail_on.rank]
    if failing:
        worst = max(failing, key=lambda finding: finding.severity.rank)
        case.set("line", str(region(draft, worst.span).line))
        failure = Xml.SubElement(case, "failure", message=_clean(worst.message), type=worst.severity.value)
        failure.text = _told(failing, draft)
    if others := [finding for finding in found if finding.severity.rank < run.fail_on.rank]:
        Xml.SubElement(case, "system-out").text = _told(others, draft)
    return case


def _told(findings: Sequence[Finding], draft: Draft) -> str:
    lines = []
    for finding in findings:
        place = region(draft, finding.span)
        lines.append(_clean(f"{place.line}:{place.column}: {finding.severity} {finding.rule} {finding.message}"))
    asks = dict.fromkeys(_clean(f"The guide asks: {one.guide.asks} ({one.guide.section})") for one in findings)
    return "\n".join([*lines, *asks])


def _clean(text: str) -> str:
    return NOT_XML.sub(lambda match: spelled(match.group()), one_line(text))
