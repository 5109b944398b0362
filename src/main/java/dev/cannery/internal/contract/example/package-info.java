/** Requests made of a contract's examples and literals, where one has to be sent. */
@NullMarked
package dev.cannery.internal.contract.example;

import org.jspecify.annotations.NullMarked;
