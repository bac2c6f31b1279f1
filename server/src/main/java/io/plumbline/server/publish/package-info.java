/**
 * Which models count: versions, their slices, what a draft would change, and the switch from one
 * version to another, which readers see wholly or not at all.
 */
@NullMarked
package io.plumbline.server.publish;

import org.jspecify.annotations.NullMarked;
