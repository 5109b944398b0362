package dev.cannery.internal.verify.report;

import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.context.MapValueResolver;
import com.github.jknack.handlebars.io.AbstractTemplateLoader;
import com.github.jknack.handlebars.io.StringTemplateSource;
import com.github.jknack.handlebars.io.TemplateSource;
import dev.cannery.internal.wire.Markup;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** A self-contained HTML page without scripts, fonts or other external resources. */
public final class HtmlPage {
    private HtmlPage() {}

    /** Returns the page. The body is markup; the other arguments are plain text and are escaped. */
    public static String of(String title, String heading, String facts, CharSequence body) {
        return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\""
                + " content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>"
                + Markup.escaped(title) + "</title>\n<style>\n" + resource("page.css")
                + "</style>\n</head>\n<body>\n<h1>"
                + Markup.escaped(heading) + "</h1>\n<p class=\"sub\">" + Markup.escaped(facts) + "</p>\n" + body
                + "</body>\n</html>\n";
    }

    /**
     * Returns the markup of a template on the class path, filled with these values, which are escaped. The template engine is
     * loaded only when a page is written, since that takes half a second.
     */
    static String fill(String template, Map<String, Object> values) {
        Handlebars handlebars = new Handlebars(new Templates())
                .with(value -> Markup.escaped(value.toString()))
                .prettyPrint(true);
        Context context =
                Context.newBuilder(values).resolver(MapValueResolver.INSTANCE).build();
        try {
            return handlebars.compile(template).apply(context);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(HtmlPage.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Loads templates and partials from the package of this class. */
    private static final class Templates extends AbstractTemplateLoader {
        @Override
        public TemplateSource sourceAt(String name) {
            return new StringTemplateSource(name, resource(name + ".hbs"));
        }
    }
}
