/** The front door: the command line, which wires the other rooms together. */
@NullMarked
package io.plumbline.cli;

import org.jspecify.annotations.NullMarked;
