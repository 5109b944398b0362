package dev.cannery.internal.verify.lie;

import static dev.cannery.internal.verify.lie.Lie.whole;

import java.util.List;

/** Invalid refusals. */
final class RefusalLies {
    private RefusalLies() {}

    static List<Lie> all() {
        return List.of(
                whole("C501", "answers what it should refuse", "", draft -> draft.status = 200),
                whole("C502", "breaks down", "", draft -> draft.status = 500),
                whole("C014", "is too busy to say what it refuses", "", draft -> draft.status = 429),
                whole("C502", "refuses with another status", "", draft -> draft.status = 418),
                whole("C503", "refuses without a body", "", draft -> draft.text = text -> ""),
                whole("C503", "refuses in plain words", "", draft -> draft.text = text -> "bad request"),
                whole(
                        "C503",
                        "refuses without a message",
                        "",
                        draft -> draft.error().remove("message")),
                whole(
                        "C503",
                        "refuses without a type",
                        "",
                        draft -> draft.error().remove("type")),
                whole("C503", "refuses outside of error", "", draft -> draft.body.remove("error")),
                whole("C504", "refuses in a page", "", draft -> draft.contentType = "text/html"),
                whole(
                        "C505",
                        "refuses by another code",
                        "",
                        draft -> draft.error().put("code", "oops")),
                whole(
                        "C505",
                        "refuses another field",
                        "",
                        draft -> draft.error().put("param", "oops")));
    }
}
