/**
 * Facts in: the collection API that existing tracking libraries speak to, what their calls mean
 * here, and the list of those that could not be taken.
 */
@NullMarked
package io.plumbline.server.collect;

import org.jspecify.annotations.NullMarked;
