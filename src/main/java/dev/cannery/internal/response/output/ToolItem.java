package dev.cannery.internal.response.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.chat.style.OutputForm.Event;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The items of built-in tools in a stream: the members that they lack when they begin, and the events until they are complete.
 * Recorded for all of these types; an item of another type begins as it ends.
 */
@SuppressWarnings("ImmutableEnumChecker") // the lists are made by List.of
enum ToolItem {
    WEB_SEARCH_CALL(List.of("in_progress", "searching"), List.of("completed")) {
        /** Empties an item that begins: the search is not known yet, and a page to open is not even named (6 of 6 recorded). */
        @Override
        void empty(ObjectNode item) {
            if (item.path("action").path("type").asText("").equals("search")) {
                item.set("action", Json.object().put("type", "search"));
            } else {
                item.remove("action");
            }
        }
    },
    FILE_SEARCH_CALL(List.of("in_progress", "searching"), List.of("completed")) {
        @Override
        void empty(ObjectNode item) {
            reset(item, Map.of("queries", Json.array(), "results", NullNode.getInstance()));
        }
    },
    IMAGE_GENERATION_CALL(List.of("in_progress", "generating"), List.of("completed")) {
        @Override
        void empty(ObjectNode item) {
            item.retain("id", "type", "status");
        }
    },
    CODE_INTERPRETER_CALL(List.of("in_progress"), List.of("interpreting", "completed")) {
        @Override
        void empty(ObjectNode item) {
            reset(item, Map.of("code", TextNode.valueOf(""), "outputs", Json.array()));
        }

        @Override
        Stream<ToolGrowth> texts(ObjectNode item) {
            return text(Event.CODE_DELTA, Event.CODE_DONE, item.path("code"));
        }
    },
    MCP_CALL(List.of("in_progress"), List.of("completed")) {
        @Override
        void empty(ObjectNode item) {
            NullNode none = NullNode.getInstance();
            reset(item, Map.of("arguments", TextNode.valueOf(""), "error", none, "output", none));
        }

        @Override
        Stream<ToolGrowth> texts(ObjectNode item) {
            return text(Event.MCP_ARGUMENTS_DELTA, Event.MCP_ARGUMENTS_DONE, item.path("arguments"));
        }
    },
    MCP_LIST_TOOLS(List.of("in_progress"), List.of("completed")) {
        @Override
        void empty(ObjectNode item) {
            reset(item, Map.of("tools", Json.array()));
        }
    },
    APPLY_PATCH_CALL(List.of(), List.of()) {
        @Override
        void empty(ObjectNode item) {
            if (item.path("operation") instanceof ObjectNode operation) {
                reset(operation, Map.of("diff", TextNode.valueOf("")));
            }
        }

        @Override
        Stream<ToolGrowth> texts(ObjectNode item) {
            return text(
                    Event.DIFF_DELTA, Event.DIFF_DONE, item.path("operation").path("diff"));
        }
    },
    SHELL_CALL(List.of(), List.of()) {
        @Override
        void empty(ObjectNode item) {
            if (item.path("action") instanceof ObjectNode action) {
                NullNode none = NullNode.getInstance();
                reset(action, Map.of("commands", Json.array(), "max_output_length", none, "timeout_ms", none));
            }
        }

        @Override
        Stream<ToolGrowth> texts(ObjectNode item) {
            List<ToolGrowth> commands = new ArrayList<>();
            for (JsonNode command : item.path("action").path("commands")) {
                commands.add(new ToolGrowth.Text(
                        Event.COMMAND_ADDED,
                        Event.COMMAND_DELTA,
                        Event.COMMAND_DONE,
                        command.asText(""),
                        commands.size()));
            }
            return commands.stream();
        }
    },
    SHELL_CALL_OUTPUT(List.of(), List.of()) {
        @Override
        void empty(ObjectNode item) {
            reset(item, Map.of("output", Json.array()));
        }

        @Override
        boolean isBegunComplete() {
            return true;
        }

        @Override
        Stream<ToolGrowth> texts(ObjectNode item) {
            List<ToolGrowth> printed = new ArrayList<>();
            for (JsonNode output : item.path("output")) {
                ObjectNode delta = Json.object();
                Stream.of("stdout", "stderr")
                        .filter(name -> !output.path(name).asText("").isEmpty())
                        .forEach(name -> delta.set(name, output.path(name)));
                printed.add(new ToolGrowth.Printed(delta, Json.array().add(output), printed.size()));
            }
            return printed.stream();
        }
    },
    LOCAL_SHELL_CALL(List.of(), List.of()) {
        @Override
        void empty(ObjectNode item) {
            if (item.path("action") instanceof ObjectNode action) {
                reset(action, Map.of("command", Json.array()));
            }
        }
    },
    TOOL_SEARCH_CALL(List.of(), List.of()) {
        @Override
        void empty(ObjectNode item) {
            reset(item, Map.of("arguments", Json.object()));
        }
    },
    PROGRAM(List.of(), List.of()) {
        @Override
        void empty(ObjectNode item) {
            reset(item, Map.of("code", TextNode.valueOf("")));
        }
    },
    PROGRAM_OUTPUT(List.of(), List.of()) {
        @Override
        void empty(ObjectNode item) {
            reset(item, Map.of("result", TextNode.valueOf("")));
        }

        @Override
        boolean isBegunComplete() {
            return true;
        }
    };

    private static final String FAILED = "failed";

    @SuppressWarnings("ImmutableEnumChecker") // a list that cannot be modified
    private final List<String> before;

    @SuppressWarnings("ImmutableEnumChecker") // a list that cannot be modified
    private final List<String> after;

    /**
     * Creates a type of items.
     *
     * @param before the steps before the model writes what the tool gets
     * @param after the steps after that
     */
    ToolItem(List<String> before, List<String> after) {
        this.before = before;
        this.after = after;
    }

    /** Returns the type of an item; empty for one that does not grow. */
    static Optional<ToolItem> of(ObjectNode item) {
        String type = item.path("type").asText("");
        return Arrays.stream(values())
                .filter(known -> known.type().equals(type))
                .findFirst();
    }

    private String type() {
        return Words.of(this);
    }

    /** Removes what an item does not have yet when it begins. */
    abstract void empty(ObjectNode item);

    /** Whether its status says from the beginning that it is complete. */
    boolean isBegunComplete() {
        return false;
    }

    /** Returns what the model writes for the tool. */
    Stream<ToolGrowth> texts(ObjectNode item) {
        return Stream.empty();
    }

    /** Returns what a stream reports between the beginning of an item and its end. */
    List<ToolGrowth> growth(ObjectNode item) {
        List<ToolGrowth> growth = new ArrayList<>();
        before.forEach(step -> growth.add(step(step)));
        texts(item).forEach(growth::add);
        boolean hasFailed =
                item.hasNonNull("error") || item.path("status").asText("").equals(FAILED);
        after.forEach(step -> growth.add(step(hasFailed && step.equals("completed") ? FAILED : step)));
        return growth;
    }

    private ToolGrowth.Step step(String name) {
        return new ToolGrowth.Step("response." + type() + "." + name);
    }

    /** Sets those of these members that an object has. */
    private static void reset(ObjectNode object, Map<String, JsonNode> members) {
        members.forEach((name, value) -> {
            if (object.has(name)) {
                object.set(name, value);
            }
        });
    }

    private static Stream<ToolGrowth> text(Event delta, Event done, JsonNode text) {
        return text.isTextual()
                ? Stream.of(new ToolGrowth.Text(null, delta, done, text.textValue(), 0))
                : Stream.empty();
    }
}
