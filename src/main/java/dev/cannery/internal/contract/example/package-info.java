/** Requests built from a contract's examples and literals. */
@NullMarked
package dev.cannery.internal.contract.example;

import org.jspecify.annotations.NullMarked;
