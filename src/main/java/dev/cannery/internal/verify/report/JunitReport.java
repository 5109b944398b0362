package dev.cannery.internal.verify.report;

import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.source.OneLine;
import dev.cannery.internal.source.SourceLocation;
import dev.cannery.internal.verify.result.InteractionResult;
import dev.cannery.internal.verify.result.Status;
import dev.cannery.internal.verify.result.VerificationResults;
import dev.cannery.internal.wire.Markup;
import dev.cannery.internal.wire.Words;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes the report as JUnit XML for CI systems: a suite for each contract, a case for each interaction and form. */
public final class JunitReport {
    private final XMLStreamWriter xml;

    private JunitReport(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /** Returns the whole document. */
    public static String of(VerificationResults report) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            new JunitReport(xml).write(report);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("the report cannot be written as XML", e);
        }
        return text + "\n";
    }

    private void write(VerificationResults report) throws XMLStreamException {
        Map<String, List<InteractionResult>> suites = new LinkedHashMap<>();
        for (InteractionResult result : report.results()) {
            suites.computeIfAbsent(result.subject().contract(), name -> new ArrayList<>())
                    .add(result);
        }
        xml.writeStartDocument("UTF-8", "1.0");
        line(0);
        xml.writeStartElement("testsuites");
        attribute("name", "contracts against " + report.target().name());
        counts(report.results());
        attribute("time", seconds(report.took()));
        for (Map.Entry<String, List<InteractionResult>> suite : suites.entrySet()) {
            line(1);
            suite(suite.getKey(), suite.getValue(), report);
        }
        line(0);
        xml.writeEndElement();
    }

    private void suite(String name, List<InteractionResult> results, VerificationResults report)
            throws XMLStreamException {
        xml.writeStartElement("testsuite");
        attribute("name", name);
        counts(results);
        attribute("errors", "0");
        attribute("time", seconds(took(results)));
        attribute("timestamp", report.startedAt().toString().replaceFirst("\\..*", ""));
        properties(report.target());
        for (InteractionResult result : results) {
            line(2);
            testCase(result);
        }
        line(1);
        xml.writeEndElement();
    }

    /** Writes the profile of the target and the URL of each endpoint, which the names of cases tell by their form. */
    private void properties(VerificationResults.TargetFacts target) throws XMLStreamException {
        line(2);
        xml.writeStartElement("properties");
        property("profile", target.profile());
        for (Map.Entry<ChatEndpoint, String> address : target.addresses().entrySet()) {
            property("address." + address.getKey().word(), address.getValue());
        }
        line(2);
        xml.writeEndElement();
    }

    private void property(String name, String value) throws XMLStreamException {
        line(3);
        xml.writeEmptyElement("property");
        attribute("name", name);
        attribute("value", value);
    }

    private void testCase(InteractionResult result) throws XMLStreamException {
        xml.writeStartElement("testcase");
        attribute("classname", result.subject().contract());
        attribute(
                "name",
                result.subject().interaction() + " (" + result.subject().form().word() + ")");
        SourceLocation source = result.subject().source();
        // a contract built in Java, and the target itself, have no source location
        if (source.line() > 0) {
            attribute("file", source.file());
            attribute("line", String.valueOf(source.line()));
        }
        attribute("time", seconds(took(List.of(result))));
        outcome(result);
        line(2);
        xml.writeEndElement();
    }

    private void outcome(InteractionResult result) throws XMLStreamException {
        List<String> lines = new ArrayList<>(ConsoleReport.findings(result));
        if (result.score().tried() > 1) {
            lines.add(0, result.score() + " passed");
        }
        if (result.status() == Status.FAIL) {
            ConsoleReport.answer(result).ifPresent(lines::add);
        }
        String text = lines.stream().map(OneLine::of).collect(Collectors.joining("\n"));
        if (result.status() == Status.FAIL) {
            line(3);
            xml.writeStartElement("failure");
            attribute("message", Texts.firstFailure(result));
            attribute("type", Texts.firstCode(result));
            xml.writeCharacters(Markup.legal(text));
            xml.writeEndElement();
            return;
        }
        if (isLeftOut(result)) {
            line(3);
            xml.writeEmptyElement("skipped");
            attribute("message", Words.of(result.status()) + ": " + result.reason());
        }
        if (!text.isEmpty()) {
            line(3);
            xml.writeStartElement("system-out");
            xml.writeCharacters(Markup.legal(text));
            xml.writeEndElement();
        }
    }

    private static boolean isLeftOut(InteractionResult result) {
        return result.status() == Status.SKIP || result.status() == Status.PENDING;
    }

    private void counts(List<InteractionResult> results) throws XMLStreamException {
        long failures = results.stream()
                .filter(result -> result.status() == Status.FAIL)
                .count();
        attribute("tests", String.valueOf(results.size()));
        attribute("failures", String.valueOf(failures));
        attribute(
                "skipped",
                String.valueOf(results.stream().filter(JunitReport::isLeftOut).count()));
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, Markup.legal(value));
    }

    /** Begins a line with this indentation. */
    private void line(int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    private static Duration took(List<InteractionResult> results) {
        return results.stream()
                .flatMap(result -> result.attempts().stream())
                .map(attempt -> attempt.answer().elapsed())
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", duration.toMillis() / 1000.0);
    }
}
