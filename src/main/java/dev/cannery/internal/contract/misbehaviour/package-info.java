/** The misbehaviours: each word changes a valid canned response as a faulty model or server would. */
@NullMarked
package dev.cannery.internal.contract.misbehaviour;

import org.jspecify.annotations.NullMarked;
