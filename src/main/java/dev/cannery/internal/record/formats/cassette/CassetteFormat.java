package dev.cannery.internal.record.formats.cassette;

import dev.cannery.internal.record.formats.file.FileExchange;
import dev.cannery.internal.record.formats.file.FileExchange.Body;
import dev.cannery.internal.record.formats.file.FileValue;
import dev.cannery.internal.record.formats.file.Format;
import dev.cannery.internal.record.formats.file.Reading;
import java.time.Duration;
import java.util.List;

/** The cassettes of the VCR family: requests with their responses, in a list or one in a file. */
public enum CassetteFormat implements Format {
    /** The cassettes of vcrpy and pytest-recording, also in older forms for httpx and with parsed bodies. */
    VCRPY("vcrpy", "interactions", "uri") {
        @Override
        Body body(FileValue message) {
            FileValue body = message.any("parsed_body", "body", "content");
            return body.isMap() && body.hasAny("string", "base64_string") ? encoded(body) : Body.of(body);
        }

        @Override
        int status(FileValue response) {
            FileValue status = response.any("status", "status_code");
            return (status.isMap() ? status.member("code") : status).wholeNumber(0);
        }
    },
    /** The cassettes of the Ruby library VCR; those of version 1 are a list. */
    RUBY_VCR("Ruby VCR", "http_interactions", "uri") {
        @Override
        FileValue list(FileValue document) {
            return document.items().isEmpty() ? super.list(document) : document;
        }

        @Override
        Body body(FileValue message) {
            FileValue body = message.member("body");
            return body.isMap() ? encoded(body) : Body.of(body);
        }

        @Override
        int status(FileValue response) {
            return response.member("status", "code").wholeNumber(0);
        }
    },
    /** The cassettes of go-vcr, versions 2 to 4. */
    GO_VCR("go-vcr", "interactions", "url") {
        @Override
        Body body(FileValue message) {
            return Body.of(message.member("body"));
        }

        @Override
        int status(FileValue response) {
            return response.member("code").wholeNumber(0);
        }
    },
    /** The cassettes of Datadog's test agent, which has a file for each request. */
    TEST_AGENT("Datadog test agent", "", "url") {
        @Override
        List<FileValue> items(FileValue document) {
            return List.of(document);
        }

        @Override
        Body body(FileValue message) {
            return Body.of(message.member("body"));
        }

        @Override
        int status(FileValue response) {
            return response.member("status", "code").wholeNumber(0);
        }

        @Override
        public boolean recognizes(FileValue document) {
            // a mapping of WireMock has a number as its status
            return document.member("request").has("url")
                    && document.member("response", "status").has("code");
        }
    };

    private final String title;
    private final String list;
    private final String address;

    CassetteFormat(String title, String list, String address) {
        this.title = title;
        this.list = list;
        this.address = address;
    }

    FileValue list(FileValue document) {
        return document.member(list);
    }

    List<FileValue> items(FileValue document) {
        return list(document).items();
    }

    abstract Body body(FileValue message);

    abstract int status(FileValue response);

    @Override
    public String title() {
        return title;
    }

    @Override
    public boolean recognizes(FileValue document) {
        FileValue interactions = list(document);
        return interactions.isList()
                && (interactions.items().isEmpty()
                        ? !document.has("provider")
                        : interactions.items().stream().anyMatch(this::isWhole));
    }

    private boolean isWhole(FileValue item) {
        return item.member("request").has(address) && item.member("response").isMap();
    }

    @Override
    public void read(List<FileValue> documents, Reading reading) {
        documents.forEach(document -> items(document).forEach(item -> readItem(item, reading)));
    }

    private void readItem(FileValue item, Reading reading) {
        if (!isWhole(item)) {
            reading.loss(item, "the interaction has no request with a '" + address + "', or no response");
            return;
        }
        FileValue request = item.member("request");
        FileValue response = item.member("response");
        Duration wait = GoDuration.parse(response.member("duration").text());
        reading.add(new FileExchange(
                item,
                // version 1 of the Ruby library writes a symbol of Ruby's, ":post"
                request.member("method").text().replaceFirst("^:", ""),
                request.member(address).text(),
                FileExchange.headers(request.member("headers")),
                body(request),
                status(response),
                FileExchange.headers(response.member("headers")),
                body(response),
                wait,
                Duration.ZERO));
    }

    /** Returns the body in a map with its text, or with its bytes in Base64. */
    private static Body encoded(FileValue body) {
        FileValue base64 = body.member("base64_string");
        return base64.isPresent() ? Body.ofBase64(base64) : Body.of(body.member("string"));
    }
}
