package dev.cannery.internal.chat;

/**
 * What a finding says to people, whatever the answer.
 *
 * @param title its name in a few words
 * @param meaning what was found
 * @param why why it matters to clients
 * @param remedy what to do about it
 */
public record FindingText(String title, String meaning, String why, String remedy) {}
