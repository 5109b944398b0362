/** The requests that consumers' tests really sent, by interaction: what a verification may put to a real provider. */
@NullMarked
package dev.cannery.internal.contract.evidence;

import org.jspecify.annotations.NullMarked;
