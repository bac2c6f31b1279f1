/** The sample population: invented companies, people and months of behaviour from a seed. */
@NullMarked
package io.plumbline.cli.sample;

import org.jspecify.annotations.NullMarked;
