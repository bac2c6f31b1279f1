/** A store that lives as long as its process: for tests and for trying things. */
@NullMarked
package io.plumbline.store.memory;

import org.jspecify.annotations.NullMarked;
