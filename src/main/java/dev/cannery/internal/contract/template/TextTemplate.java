package dev.cannery.internal.contract.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.EscapingStrategy;
import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.HandlebarsException;
import com.github.jknack.handlebars.Template;
import com.github.jknack.handlebars.io.AbstractTemplateLoader;
import com.github.jknack.handlebars.io.TemplateSource;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One compiled text with {@code {{…}}} tags. */
final class TextTemplate {
    private static final int LONGEST_PATH = 500;
    private static final Pattern ONE_PATH = Pattern.compile("\\{\\{\\{?\\s*([A-Za-z_][\\w.\\[\\]-]*)\\s*\\}?\\}\\}");

    private final String text;
    private final Template template;

    private TextTemplate(String text, Template template) {
        this.text = text;
        this.template = template;
    }

    /**
     * Compiles a text.
     *
     * @throws TemplateException when it is invalid
     */
    static TextTemplate compile(String text) {
        Handlebars handlebars =
                new Handlebars(new NoLoader()).with(EscapingStrategy.NOOP).with(PlainValues::format);
        Helpers.register(handlebars);
        try {
            requireShortPaths(text);
            TemplateTags.requireSafe(text);
            TemplateNames.requireHelpers(text);
            return new TextTemplate(text, handlebars.compileInline(text));
        } catch (HandlebarsException e) {
            throw new TemplateException(TemplateWords.ofSyntax(e));
        } catch (StackOverflowError e) {
            throw new TemplateException("the template is nested too deeply");
        } catch (IOException e) {
            throw new TemplateException("the template cannot be read: " + e.getMessage());
        }
    }

    /** Rejects long paths. The template lexer takes minutes and exhausts the stack for a path of thousands of names. */
    private static void requireShortPaths(String text) {
        int run = 0;
        boolean isTag = false;
        for (int i = 0; i < text.length(); i++) {
            isTag = (isTag || text.startsWith("{{", i)) && !text.startsWith("}}", i);
            run = isTag && !Character.isWhitespace(text.charAt(i)) ? run + 1 : 0;
            if (run > LONGEST_PATH) {
                throw new TemplateException("a path in a template must have at most " + LONGEST_PATH + " characters");
            }
        }
    }

    /** Returns the text with its values filled in. */
    String render(TemplateValues values) {
        Context context = values.context();
        try {
            String filled = template.apply(context);
            RenderBudget.of(context).requireShort(filled.length());
            return filled;
        } catch (HandlebarsException e) {
            throw TemplateWords.ofRendering(e);
        } catch (StackOverflowError e) {
            throw new TemplateException("the template is nested too deeply");
        } catch (IOException e) {
            throw new TemplateException("the template cannot be filled in: " + e.getMessage());
        }
    }

    /** Returns a JSON member: the value itself if the whole text is only a path, otherwise the text with its values filled in. */
    JsonNode renderMember(TemplateValues values) {
        Matcher path = ONE_PATH.matcher(text);
        boolean isPath = path.matches() && !Helpers.names().contains(path.group(1));
        return isPath ? values.at(path.group(1)) : TextNode.valueOf(render(values));
    }

    /** A loader that rejects every name. */
    private static final class NoLoader extends AbstractTemplateLoader {
        @Override
        public TemplateSource sourceAt(String location) {
            throw new TemplateException("a template cannot include another template");
        }
    }
}
