package dev.cannery.internal.profile;

import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.profile.rule.ProfileRule;
import dev.cannery.internal.profile.rule.ReviewedRequest;
import dev.cannery.internal.profile.rule.Setting;
import dev.cannery.internal.profile.shape.Inspection;
import dev.cannery.internal.profile.shape.Member;
import java.util.List;

/**
 * The checks of a request, in the order in which the provider reports problems.
 *
 * @param request the name of the request's type
 * @param fields the fields, in the profile's order
 * @param steps the checks of fields and the rules between them
 * @param setting the data that the rules share
 */
record Plan(String request, List<Member> fields, List<ProfileRule> steps, Setting setting) {
    Plan {
        fields = List.copyOf(fields);
        steps = List.copyOf(steps);
    }

    Inspection judge(ChatRequest request, boolean stopsAtFirst) {
        Inspection inspection = new Inspection(stopsAtFirst);
        ReviewedRequest subject = new ReviewedRequest(request, setting);
        for (int i = 0; i < steps.size() && !inspection.isOver(); i++) {
            steps.get(i).apply(subject, inspection);
        }
        return inspection;
    }

    Plan in(Setting other) {
        return new Plan(request, fields, steps, other);
    }
}
