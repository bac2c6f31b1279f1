/**
 * What must be kept: the ports that every store fulfils, and the records that pass through them.
 */
@NullMarked
package io.plumbline.store;

import org.jspecify.annotations.NullMarked;
