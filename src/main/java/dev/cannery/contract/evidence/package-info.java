/** The requests that consumers' tests really sent, by interaction: what a verification may put to a real provider. */
@NullMarked
package dev.cannery.contract.evidence;

import org.jspecify.annotations.NullMarked;
