/** Where output goes: files that are whole or not there at all, and standard output. */
@NullMarked
package io.plumbline.format.output;

import org.jspecify.annotations.NullMarked;
