package io.plumbline.format.facts;

import io.plumbline.core.population.Intake;

/** What the rows of an input are, leads or events, and where they go. */
record Target(boolean events, Intake intake, Names names, Limits limits) {}
