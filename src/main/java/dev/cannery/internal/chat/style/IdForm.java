package dev.cannery.internal.chat.style;

import java.util.Arrays;
import java.util.Optional;

/** The format of a request id. */
public enum IdForm {
    /** {@code req_} and 32 hexadecimal digits. */
    REQ,
    /** A UUID. */
    UUID;

    /** Returns the format for a header value, {@code {req}} or {@code {uuid}}; empty for any other value. */
    public static Optional<IdForm> of(String value) {
        return Arrays.stream(values())
                .filter(form -> value.equalsIgnoreCase("{" + form.name() + "}"))
                .findFirst();
    }
}
