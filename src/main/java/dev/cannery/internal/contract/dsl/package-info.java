/**
 * Contracts in Java: the words of the contract format as methods to import statically. An interaction that is built here
 * equals the one that the same words in a file give, because both are read by the same reader.
 */
@NullMarked
package dev.cannery.internal.contract.dsl;

import org.jspecify.annotations.NullMarked;
