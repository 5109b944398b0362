package dev.cannery.internal.chat.style;

import dev.cannery.internal.wire.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The format of a Response and of the events that stream it, for one model on one day.
 *
 * @param objects the objects of a Response
 * @param events the events of a stream
 * @param ids the formats of ids
 * @param echo how the request is repeated
 * @param traits which optional parts exist
 * @param added how many tokens a model adds to those of the words; empty to count as in a chat completion
 */
public record OutputForm(
        Map<Part, Template> objects,
        Map<Event, Template> events,
        Map<Id, IdPattern> ids,
        EchoForm echo,
        Traits traits,
        Map<Added, Integer> added) {
    /** The form without members, over which those of a profile are laid. */
    public static final OutputForm EMPTY = new OutputForm(
            Map.of(), Map.of(), Map.of(), EchoForm.NONE, new Traits(Set.of(), Reasoning.SUMMARY_ASKED), Map.of());

    public OutputForm {
        objects = Map.copyOf(objects);
        events = Map.copyOf(events);
        ids = Map.copyOf(ids);
        added = Map.copyOf(added);
    }

    /** Returns the template of an object. */
    public Template of(Part part) {
        return objects.getOrDefault(part, Template.EMPTY);
    }

    /** Whether a stream has an event: one without members is not sent. */
    public boolean sends(Event event) {
        return !events.getOrDefault(event, Template.EMPTY).isEmpty();
    }

    /** Returns the format of an id. */
    public IdPattern of(Id id) {
        return ids.getOrDefault(id, new IdPattern(List.of()));
    }

    /** Whether a trait holds. */
    public boolean has(Trait trait) {
        return traits.given().contains(trait);
    }

    /** An object of a Response. */
    public enum Part {
        /** The Response. */
        RESPONSE,
        /** A message among its items. */
        MESSAGE,
        /** A text of a message. */
        OUTPUT_TEXT,
        /** A refusal of a message. */
        REFUSAL,
        /** A call of a function. */
        FUNCTION_CALL,
        /** A call of a custom tool. */
        CUSTOM_TOOL_CALL,
        /** The reasoning of the model. */
        REASONING,
        /** A paragraph of a summary of that. */
        SUMMARY_TEXT,
        /** The text of that. */
        REASONING_TEXT,
        /** The token counts. */
        USAGE,
        /** The findings of a filter in the prompt. */
        PROMPT_FILTER,
        /** The findings of a filter in the output. */
        COMPLETION_FILTER;

        /** Returns its name in a profile. */
        public String word() {
            return Words.of(this);
        }
    }

    /** An id. */
    public enum Id {
        /** The id of a Response. */
        RESPONSE,
        /** The id of a message. */
        MESSAGE,
        /** The id of a reasoning item. */
        REASONING,
        /** The id of a function call. */
        FUNCTION_CALL,
        /** The id of a call of a custom tool. */
        CUSTOM_TOOL_CALL,
        /** The encrypted text of a reasoning item. */
        ENCRYPTED
    }

    /** The parts of an answer that cost tokens in addition to those of its text. */
    public enum Added {
        /** The end of each text, and of the calls; not written when a limit ends the answer. */
        END,
        /** A text. */
        TEXT,
        /** A text if tools are offered. */
        BESIDE_TOOLS,
        /** A text that conforms to a schema. */
        BY_SCHEMA,
        /** A text that conforms to a schema if tools are offered. */
        BY_SCHEMA_BESIDE_TOOLS,
        /** A refusal, in addition to the tokens of a text. */
        REFUSAL,
        /** A call, in addition to its name and arguments. */
        CALL,
        /** A call of the function that the request names, in addition to its name and arguments. */
        FORCED_CALL,
        /** A call of the function that the request names, in addition to its arguments; such a model does not write the name. */
        FORCED_ARGUMENTS,
        /** Several calls, which are written as one call of a wrapper. */
        PARALLEL_CALLS,
        /** Reasoning before the answer, in addition to its reported tokens. */
        REASONING
    }

    /** An event of a stream. */
    public enum Event {
        /** The Response begins. */
        CREATED("response.created"),
        /** It is being made. */
        IN_PROGRESS("response.in_progress"),
        /** An item begins. */
        ITEM_ADDED("response.output_item.added"),
        /** An item is complete. */
        ITEM_DONE("response.output_item.done"),
        /** A part of a message begins. */
        PART_ADDED("response.content_part.added"),
        /** A part of a message is complete. */
        PART_DONE("response.content_part.done"),
        /** A fragment of a text. */
        TEXT_DELTA("response.output_text.delta"),
        /** An annotation of a text. */
        ANNOTATION_ADDED("response.output_text.annotation.added"),
        /** A text is complete. */
        TEXT_DONE("response.output_text.done"),
        /** A fragment of a refusal. */
        REFUSAL_DELTA("response.refusal.delta"),
        /** A refusal is complete. */
        REFUSAL_DONE("response.refusal.done"),
        /** A fragment of the arguments of a call. */
        ARGUMENTS_DELTA("response.function_call_arguments.delta"),
        /** The arguments of a call are complete. */
        ARGUMENTS_DONE("response.function_call_arguments.done"),
        /** A fragment of the input of a custom tool. */
        INPUT_DELTA("response.custom_tool_call_input.delta"),
        /** The input of a custom tool is complete. */
        INPUT_DONE("response.custom_tool_call_input.done"),
        /** A paragraph of a summary begins. */
        SUMMARY_PART_ADDED("response.reasoning_summary_part.added"),
        /** A paragraph of a summary is complete. */
        SUMMARY_PART_DONE("response.reasoning_summary_part.done"),
        /** A fragment of a paragraph. */
        SUMMARY_DELTA("response.reasoning_summary_text.delta"),
        /** The text of a paragraph is complete. */
        SUMMARY_DONE("response.reasoning_summary_text.done"),
        /** A fragment of reasoning that is shown as it is. */
        REASONING_DELTA("response.reasoning_text.delta"),
        /** Reasoning that is shown as it is, is complete. */
        REASONING_DONE("response.reasoning_text.done"),
        /** A step of an item of a built-in tool, such as {@code response.web_search_call.searching}. */
        TOOL_STEP("response.{item}.{step}"),
        /** A fragment of the code of an interpreter. */
        CODE_DELTA("response.code_interpreter_call_code.delta"),
        /** The code of an interpreter is complete. */
        CODE_DONE("response.code_interpreter_call_code.done"),
        /** A fragment of the arguments of a call over MCP. */
        MCP_ARGUMENTS_DELTA("response.mcp_call_arguments.delta"),
        /** The arguments of a call over MCP are complete. */
        MCP_ARGUMENTS_DONE("response.mcp_call_arguments.done"),
        /** A fragment of the changes of a patch. */
        DIFF_DELTA("response.apply_patch_call_operation_diff.delta"),
        /** The changes of a patch are complete. */
        DIFF_DONE("response.apply_patch_call_operation_diff.done"),
        /** A command of a shell begins. */
        COMMAND_ADDED("response.shell_call_command.added"),
        /** A fragment of a command. */
        COMMAND_DELTA("response.shell_call_command.delta"),
        /** A command is complete. */
        COMMAND_DONE("response.shell_call_command.done"),
        /** What a command printed. */
        COMMAND_OUTPUT_DELTA("response.shell_call_output_content.delta"),
        /** The output of a command is complete. */
        COMMAND_OUTPUT_DONE("response.shell_call_output_content.done"),
        /** The Response is complete. */
        COMPLETED("response.completed"),
        /** The Response ends before it is complete. */
        INCOMPLETE("response.incomplete");

        private final String wire;

        Event(String wire) {
            this.wire = wire;
        }

        /** Returns its type. */
        public String wire() {
            return wire;
        }

        /** Returns the event of a type; empty if it is unknown. */
        public static Optional<Event> of(String type) {
            return Arrays.stream(values())
                    .filter(event -> event.wire.equals(type))
                    .findFirst();
        }
    }

    /** The ways in which reasoning is shown. */
    public enum Reasoning {
        /** As a summary if the request asks for it. */
        SUMMARY_ASKED,
        /** As a summary. */
        SUMMARY,
        /** As it is. */
        TEXT
    }

    /** The optional properties of a provider's or a model's Responses. */
    public enum Trait {
        /** Each message states its phase. */
        PHASES,
        /** A reasoning item has its encrypted text even if the request does not ask for it. */
        ENCRYPTED,
        /** A model that reasons has a reasoning item even if it spends no tokens on it, unless it answers the result of a tool. */
        EMPTY_REASONING,
        /** Parameters of functions are made strict. */
        STRICT_PARAMETERS,
        /** Fragments are padded so that their length is hidden. */
        OBFUSCATION,
        /** Reasoning that is shown as it is, is a part of its item, which a stream begins and completes. */
        REASONING_PARTS,
        /** A stream has each text in one fragment, and its items are complete from the beginning. */
        AT_ONCE,
        /** Messages are in progress when they begin although the stream has each text in one fragment. */
        MESSAGES_GROW,
        /** Each event has a line with its type. */
        EVENT_LINES,
        /** The stream ends with {@code [DONE]}. */
        DONE,
        /** A Response names its model as the request does, not by the snapshot. */
        REQUESTED_MODEL,
        /** A Response is written without line breaks. */
        ONE_LINE;

        /** Returns its name in a profile. */
        public String word() {
            return Words.of(this);
        }
    }

    /**
     * The optional parts of a Response.
     *
     * @param given what holds
     * @param reasoning how reasoning is shown
     */
    public record Traits(Set<Trait> given, Reasoning reasoning) {
        public Traits {
            given = Set.copyOf(given);
        }
    }
}
