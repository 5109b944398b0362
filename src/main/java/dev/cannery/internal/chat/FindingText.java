package dev.cannery.internal.chat;

/**
 * The explanation of a finding in the catalogue.
 *
 * @param title its name in a few words
 * @param meaning what was found
 * @param why why it matters to clients
 * @param remedy what to do about it
 */
public record FindingText(String title, String meaning, String why, String remedy) {}
