package dev.cannery.internal.cli;

/** What lets a command fail, by the words of its option. */
enum FailOn {
    error,
    warning
}
