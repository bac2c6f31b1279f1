package io.plumbline.core.model;

/** Two different scores with grades whose labels, joined, name a cell such as A1. */
public record Matrix(String rows, String columns) {}
