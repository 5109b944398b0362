package dev.cannery.internal.chat.style;

import java.util.Arrays;
import java.util.Optional;

/** How the id of a request is written. */
public enum IdForm {
    /** {@code req_} and 32 hexadecimal digits. */
    REQ,
    /** A UUID. */
    UUID;

    /** The form that this value of a header stands for, {@code {req}} or {@code {uuid}}; empty for any other value. */
    public static Optional<IdForm> of(String value) {
        return Arrays.stream(values())
                .filter(form -> value.equalsIgnoreCase("{" + form.name() + "}"))
                .findFirst();
    }
}
