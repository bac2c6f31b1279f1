/** How scores and their reasons are told to a person, in plain text. */
@NullMarked
package io.plumbline.format.text;

import org.jspecify.annotations.NullMarked;
