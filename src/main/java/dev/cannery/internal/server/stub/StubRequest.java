package dev.cannery.internal.server.stub;

import com.github.tomakehurst.wiremock.common.Strings;
import com.github.tomakehurst.wiremock.http.ContentTypeHeader;
import com.github.tomakehurst.wiremock.http.Cookie;
import com.github.tomakehurst.wiremock.http.FormParameter;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.QueryParameter;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.http.multipart.PartParser;
import dev.cannery.internal.server.journal.KnownCharset;
import dev.cannery.internal.wire.QueryText;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpURI;
import org.jspecify.annotations.Nullable;

/** A request in the form that WireMock's stubs match. */
public final class StubRequest implements Request {
    private final org.eclipse.jetty.server.Request request;
    private final byte[] body;
    private final HttpHeaders headers;

    /**
     * Creates a request.
     *
     * @param body the decompressed body
     */
    public StubRequest(org.eclipse.jetty.server.Request request, byte[] body) {
        this.request = request;
        this.body = body;
        Map<String, List<String>> byName = new LinkedHashMap<>();
        Map<String, String> names = new LinkedHashMap<>();
        for (HttpField field : request.getHeaders()) {
            String name = names.computeIfAbsent(field.getName().toLowerCase(Locale.ROOT), any -> field.getName());
            byName.computeIfAbsent(name, any -> new ArrayList<>())
                    .add(KnownCharset.in(name, String.valueOf(field.getValue())));
        }
        this.headers = new HttpHeaders(byName.entrySet().stream()
                .map(header -> new HttpHeader(header.getKey(), header.getValue()))
                .toList());
    }

    @Override
    public String getUrl() {
        return QueryText.escapeStrayPercents(request.getHttpURI().getPathQuery());
    }

    @Override
    public String getAbsoluteUrl() {
        HttpURI uri = request.getHttpURI();
        return uri.getScheme() + "://" + uri.getAuthority() + getUrl();
    }

    @Override
    public RequestMethod getMethod() {
        return RequestMethod.fromString(request.getMethod().toUpperCase(Locale.ROOT));
    }

    @Override
    public String getScheme() {
        return request.getHttpURI().getScheme();
    }

    @Override
    public String getHost() {
        return org.eclipse.jetty.server.Request.getServerName(request);
    }

    @Override
    public int getPort() {
        return org.eclipse.jetty.server.Request.getServerPort(request);
    }

    @Override
    public String getClientIp() {
        String forwarded = getHeader("X-Forwarded-For");
        return forwarded == null || forwarded.isEmpty()
                ? org.eclipse.jetty.server.Request.getRemoteAddr(request)
                : forwarded;
    }

    @Override
    public @Nullable String getHeader(String key) {
        HttpHeader header = header(key);
        return header.isPresent() ? header.firstValue() : null;
    }

    @Override
    public HttpHeader header(String key) {
        return headers.getHeader(key);
    }

    @Override
    public ContentTypeHeader contentTypeHeader() {
        return headers.getContentTypeHeader();
    }

    @Override
    public HttpHeaders getHeaders() {
        return headers;
    }

    @Override
    public boolean containsHeader(String key) {
        return header(key).isPresent();
    }

    @Override
    public Set<String> getAllHeaderKeys() {
        return headers.keys();
    }

    @Override
    public QueryParameter queryParameter(String key) {
        String query = request.getHttpURI().getQuery();
        List<String> values = query == null ? null : QueryText.parseAll(query).get(key);
        return values == null ? QueryParameter.absent(key) : new QueryParameter(key, values);
    }

    @Override
    public FormParameter formParameter(String key) {
        return formParameters().getOrDefault(key, FormParameter.absent(key));
    }

    @Override
    public Map<String, FormParameter> formParameters() {
        Map<String, FormParameter> parameters = new LinkedHashMap<>();
        String type = getHeader("Content-Type");
        if (type != null && type.contains("application/x-www-form-urlencoded")) {
            QueryText.parseAll(getBodyAsString())
                    .forEach((name, values) -> parameters.put(name, new FormParameter(name, values)));
        }
        return parameters;
    }

    @Override
    public Map<String, Cookie> getCookies() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (HttpCookie cookie : org.eclipse.jetty.server.Request.getCookies(request)) {
            values.computeIfAbsent(cookie.getName(), any -> new ArrayList<>()).add(cookie.getValue());
        }
        Map<String, Cookie> cookies = new LinkedHashMap<>();
        values.forEach((name, all) -> cookies.put(name, new Cookie(null, all)));
        return cookies;
    }

    @Override
    public byte[] getBody() {
        return body;
    }

    @Override
    public String getBodyAsString() {
        return Strings.stringFromBytes(body, contentTypeHeader().charset());
    }

    @Override
    public String getBodyAsBase64() {
        return Base64.getEncoder().encodeToString(body);
    }

    @Override
    public boolean isMultipart() {
        String type = getHeader("Content-Type");
        return type != null && type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    /** Returns the parts; null if there are none, or if the body cannot be parsed into parts. */
    @Override
    public @Nullable Collection<Part> getParts() {
        try {
            Collection<Part> parts = isMultipart() ? PartParser.parseFrom(this) : List.of();
            return parts.isEmpty() ? null : parts;
        } catch (Exception e) {
            // WireMock throws a checked exception that it does not declare
            return null;
        }
    }

    @Override
    public @Nullable Part getPart(String name) {
        Collection<Part> parts = getParts();
        return parts == null
                ? null
                : parts.stream()
                        .filter(part -> part.getName().equals(name))
                        .findFirst()
                        .orElse(null);
    }

    @Override
    public boolean isBrowserProxyRequest() {
        return false;
    }

    @Override
    public Optional<Request> getOriginalRequest() {
        return Optional.empty();
    }

    @Override
    public String getProtocol() {
        return request.getConnectionMetaData().getProtocol();
    }
}
