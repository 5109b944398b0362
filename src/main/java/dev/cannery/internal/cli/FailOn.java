package dev.cannery.internal.cli;

/** The values of {@code --fail-on}: the lowest severity that fails a command. */
enum FailOn {
    error,
    warning
}
