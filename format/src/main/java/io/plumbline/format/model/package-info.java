/** How models and their cases are written: YAML with positions. */
@NullMarked
package io.plumbline.format.model;

import org.jspecify.annotations.NullMarked;
