/** Values of facts as JSON, for every room that reads or writes them. */
@NullMarked
package io.plumbline.format.json;

import org.jspecify.annotations.NullMarked;
