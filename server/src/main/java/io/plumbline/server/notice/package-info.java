/**
 * What is told to others: the ports between the rooms that change scores and models and the room
 * that sends messages about it.
 */
@NullMarked
package io.plumbline.server.notice;

import org.jspecify.annotations.NullMarked;
