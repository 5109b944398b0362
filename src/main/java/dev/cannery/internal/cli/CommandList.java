package dev.cannery.internal.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The help of the whole program: its commands grouped by purpose, and how to list their options. */
final class CommandList {
    private static final int LONGEST_NAME = 12;
    private static final Map<String, List<String>> GROUPS = groups();

    private CommandList() {}

    private static Map<String, List<String>> groups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put("Mock server", List.of("serve", "explain", "train"));
        groups.put("Contracts", List.of("init", "schema", "check", "diff", "import", "export"));
        groups.put("Real providers", List.of("verify", "probe", "record", "replay", "profiles", "review"));
        groups.put("Shell", List.of("completion"));
        return groups;
    }

    /** Replaces the options in the program's help, which are those of {@code serve}, with the list of commands. */
    static void describe(CommandLine program) {
        Map<String, CommandLine.IHelpSectionRenderer> sections = program.getHelpSectionMap();
        sections.put(UsageMessageSpec.SECTION_KEY_SYNOPSIS, help -> "cannery COMMAND [options]\n");
        sections.remove(UsageMessageSpec.SECTION_KEY_OPTION_LIST);
        sections.remove(UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING);
        sections.remove(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING);
        sections.put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, CommandList::text);
        program.setHelpSectionMap(sections);
    }

    private static String text(Help help) {
        Map<String, Help> left = new LinkedHashMap<>(help.subcommands());
        int width = help.commandSpec().usageMessage().width();
        StringBuilder text = new StringBuilder();
        GROUPS.forEach((title, names) -> {
            List<Help> members = new ArrayList<>();
            names.forEach(name -> {
                Help member = left.remove(name);
                if (member != null) {
                    members.add(member);
                }
            });
            append(title, members, width, text);
        });
        left.remove("help");
        append("Other", new ArrayList<>(left.values()), width, text);
        return text.append("""

                        'cannery COMMAND --help' lists the options of a command.
                        'cannery --version' shows the version.
                        Without a command, the options are those of 'serve'.
                        """).toString();
    }

    private static void append(String title, List<Help> members, int width, StringBuilder text) {
        if (!members.isEmpty()) {
            text.append('\n').append(title).append(":\n");
        }
        for (Help member : members) {
            String name = member.commandSpec().name();
            String[] about = member.commandSpec().usageMessage().description();
            String sentence = about.length == 0 ? "" : about[0];
            String start = "  " + name + " ".repeat(Math.max(0, LONGEST_NAME - name.length()));
            for (String line : PlainPage.wrapped(sentence, width - 1 - start.length())) {
                text.append(start).append(line).append('\n');
                start = " ".repeat(start.length());
            }
        }
    }
}
