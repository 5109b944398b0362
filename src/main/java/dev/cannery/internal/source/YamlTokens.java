package dev.cannery.internal.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Base64;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The tokens of a YAML 1.2 text with the core schema: yes, no, on and off are texts. */
final class YamlTokens implements SourceTokens {
    private static final int MAX_CHARACTERS = 64 << 20;

    private static final String BINARY = "binary";

    private final String file;
    private final String text;
    private final boolean isOfOtherTool;
    private final Iterator<Event> events;
    private final CoreSchema schema = new CoreSchema();

    YamlTokens(String file, String text, boolean isOfOtherTool) {
        this.file = file;
        this.text = text;
        this.isOfOtherTool = isOfOtherTool;
        // one buffer for all of it: the engine fails on a surrogate pair that is split between two buffers
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(MAX_CHARACTERS)
                .setBufferSize(text.length() + 2)
                .build();
        this.events = new Parse(settings).parseString(text).iterator();
    }

    @Override
    public Token next() throws SyntaxException {
        try {
            while (events.hasNext()) {
                Event event = events.next();
                switch (event.getEventId()) {
                    case StreamStart, StreamEnd, DocumentStart, DocumentEnd, Comment -> {}
                    default -> {
                        return token(event);
                    }
                }
            }
            return Token.of(Kind.END, null, new SourceLocation(file, 1, 1));
        } catch (YamlEngineException e) {
            throw YamlWords.of(file, text, e);
        }
    }

    private Token token(Event event) throws SyntaxException {
        SourceLocation at = at(event);
        if (event instanceof ScalarEvent scalar) {
            return new Token(Kind.SCALAR, scalar(scalar, at), scalar.getValue(), nameOf(scalar.getAnchor()), at);
        }
        if (event instanceof AliasEvent alias) {
            String name = alias.getAlias().getValue();
            return new Token(Kind.ALIAS, NullNode.getInstance(), name, null, at);
        }
        if (event instanceof CollectionStartEvent start && start.getTag().isPresent() && !isOfOtherTool) {
            throw unknownTag(start.getTag().get(), at);
        }
        String anchor = event instanceof CollectionStartEvent start ? nameOf(start.getAnchor()) : null;
        return switch (event.getEventId()) {
            case MappingStart -> Token.of(Kind.MAP, anchor, at);
            case MappingEnd -> Token.of(Kind.MAP_END, null, at);
            case SequenceStart -> Token.of(Kind.LIST, anchor, at);
            default -> Token.of(Kind.LIST_END, null, at);
        };
    }

    @SuppressWarnings("NullAway") // null for a token without an anchor
    private static String nameOf(Optional<Anchor> anchor) {
        return anchor.map(Anchor::getValue).orElse(null);
    }

    private JsonNode scalar(ScalarEvent event, SourceLocation at) throws SyntaxException {
        String value = event.getValue();
        if (event.getTag().isPresent()) {
            String tag = event.getTag().get();
            if (isOfOtherTool && tag.endsWith(BINARY)) {
                return binary(value, at);
            }
            if (!isOfOtherTool && !tag.equals(Tag.STR.getValue())) {
                throw unknownTag(tag, at);
            }
            return TextNode.valueOf(value);
        }
        if (!event.isPlain()) {
            return TextNode.valueOf(value);
        }
        Tag tag = schema.getScalarResolver().resolve(value, true);
        if (tag.equals(Tag.NULL)) {
            return NullNode.getInstance();
        }
        if (tag.equals(Tag.BOOL)) {
            return BooleanNode.valueOf(value.toLowerCase(Locale.ROOT).equals("true"));
        }
        boolean isNumber = tag.equals(Tag.INT) || tag.equals(Tag.FLOAT);
        return isNumber && isFinite(value) ? Numbers.parse(value, at) : TextNode.valueOf(value);
    }

    /** Decodes a value that Python writes as {@code !!binary} and Ruby as {@code !binary}. */
    private static JsonNode binary(String value, SourceLocation at) throws SyntaxException {
        try {
            return BinaryNode.valueOf(Base64.getMimeDecoder().decode(value));
        } catch (IllegalArgumentException e) {
            throw new SyntaxException(at, "a binary value must be Base64: " + e.getMessage());
        }
    }

    private static SyntaxException unknownTag(String tag, SourceLocation at) {
        return new SyntaxException(at, "unsupported tag '" + OneLine.value(tag) + "': only !!str is supported");
    }

    /** Whether a number has digits. YAML's .inf and .nan are not numbers here. */
    private static boolean isFinite(String number) {
        return number.chars().anyMatch(Character::isDigit);
    }

    private SourceLocation at(Event event) {
        Optional<Mark> mark = event.getStartMark();
        return new SourceLocation(
                file,
                mark.map(Mark::getLine).orElse(0) + 1,
                mark.map(Mark::getColumn).orElse(0) + 1);
    }
}
