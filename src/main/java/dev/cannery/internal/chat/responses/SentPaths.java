package dev.cannery.internal.chat.responses;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Maps the fields of a {@link ChatView} to the fields of the request that the client sent. */
public final class SentPaths {
    private static final Pattern MESSAGE = Pattern.compile("messages\\[(\\d+)](.*)");
    private static final Pattern TOOL = Pattern.compile("tools\\[(\\d+)](?:\\.(?:function|custom)\\b)?(.*)");
    private static final Pattern CALL = Pattern.compile("\\.tool_calls\\[(\\d+)](.*)");

    /** The beginnings of paths outside of messages, longer ones first. */
    private static final Map<Pattern, String> FIELDS = new LinkedHashMap<>();

    static {
        FIELDS.put(Pattern.compile("^max_completion_tokens\\b"), "max_output_tokens");
        FIELDS.put(Pattern.compile("^reasoning_effort\\b"), "reasoning.effort");
        FIELDS.put(Pattern.compile("^verbosity\\b"), "text.verbosity");
        FIELDS.put(Pattern.compile("^response_format(\\.json_schema)?\\b"), "text.format");
        FIELDS.put(Pattern.compile("^logprobs\\b"), "include");
        FIELDS.put(Pattern.compile("^(tools\\[\\d+])\\.(function|custom)\\b"), "$1");
        FIELDS.put(Pattern.compile("^tool_choice\\.(function|custom|allowed_tools)\\b"), "tool_choice");
        FIELDS.put(Pattern.compile("^messages$"), "input");
    }

    /** The beginning of the paths that a rule on a JSONPath has. */
    private static final String ROOT = "$.";

    private final List<String> messages = new ArrayList<>();
    private final Map<Integer, List<String>> calls = new LinkedHashMap<>();
    private final Map<Integer, String> tools = new LinkedHashMap<>();

    void addMessage(String place) {
        messages.add(place);
    }

    void addCall(int message, String place) {
        calls.computeIfAbsent(message, index -> new ArrayList<>()).add(place);
    }

    /** Adds the place of a tool that is not in the list of the request. */
    void addTool(int index, String place) {
        tools.put(index, place);
    }

    /**
     * Returns the path of a field in the request that was sent.
     *
     * @param viewed its path in the view, such as {@code messages[1].content} or {@code max_completion_tokens}
     */
    public String sent(String viewed) {
        if (viewed.startsWith(ROOT)) {
            return ROOT + sent(viewed.substring(ROOT.length()));
        }
        Matcher message = MESSAGE.matcher(viewed);
        if (message.matches()) {
            int index = Integer.parseInt(message.group(1));
            return index < messages.size() ? inMessage(index, message.group(2)) : viewed;
        }
        Matcher tool = TOOL.matcher(viewed);
        if (tool.matches() && tools.containsKey(Integer.parseInt(tool.group(1)))) {
            return tools.get(Integer.parseInt(tool.group(1))) + tool.group(2);
        }
        String path = viewed;
        for (Map.Entry<Pattern, String> field : FIELDS.entrySet()) {
            path = field.getKey().matcher(path).replaceFirst(field.getValue());
        }
        return path;
    }

    private String inMessage(int index, String rest) {
        Matcher call = CALL.matcher(rest);
        List<String> places = calls.getOrDefault(index, List.of());
        if (call.matches() && Integer.parseInt(call.group(1)) < places.size()) {
            String member =
                    call.group(2).replaceFirst("^\\.(function|custom)\\b", "").replaceFirst("^\\.id$", ".call_id");
            return places.get(Integer.parseInt(call.group(1))) + member;
        }
        String place = messages.get(index);
        if (!place.endsWith("]")) {
            // a plain text, or what was sent with an earlier request
            return place;
        }
        return place
                + rest.replaceFirst("\\.image_url\\.url$", ".image_url").replaceFirst("^\\.tool_call_id$", ".call_id");
    }
}
