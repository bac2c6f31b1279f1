/**
 * What others are told: messages written in the transaction that makes a change, signed by Standard
 * Webhooks and sent until they are taken; and the rules that raise alerts.
 */
@NullMarked
package io.plumbline.server.webhook;

import org.jspecify.annotations.NullMarked;
