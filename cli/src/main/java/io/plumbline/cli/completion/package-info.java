/** Scripts with which shells complete command lines. */
@NullMarked
package io.plumbline.cli.completion;

import org.jspecify.annotations.NullMarked;
