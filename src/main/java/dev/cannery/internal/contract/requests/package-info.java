/** The requests that consumers' tests sent, by interaction, which verification can send to a real provider. */
@NullMarked
package dev.cannery.internal.contract.requests;

import org.jspecify.annotations.NullMarked;
