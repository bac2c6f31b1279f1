/** The front door: opens a store at an address. */
@NullMarked
package io.plumbline.store.open;

import org.jspecify.annotations.NullMarked;
