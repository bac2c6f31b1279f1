/** What every store fulfils, as tests; and what other rooms need to run theirs on real stores. */
@NullMarked
package io.plumbline.store.contract;

import org.jspecify.annotations.NullMarked;
