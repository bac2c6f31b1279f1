package io.plumbline.cli.sample;

/** Where a person works; {@code worth} is what that truly means for a purchase, from 0 to 1. */
enum Department {
  SALES(1.0, "Sales"),
  MARKETING(0.9, "Marketing"),
  OPERATIONS(0.6, "Operations"),
  IT(0.5, "Information Technology"),
  FINANCE(0.3, "Finance"),
  HR(0.1, "Human Resources"),
  MANAGEMENT(0.8, "Management");

  final double worth;
  final String english;

  Department(double worth, String english) {
    this.worth = worth;
    this.english = english;
  }
}
