/** Very many subjects at once, in columns. */
@NullMarked
package io.plumbline.core.population;

import org.jspecify.annotations.NullMarked;
