// Package gallery has scenes that show what can be drawn: every shape, icon,
// style of text and state on one picture, and a whole screen with made-up
// figures. Tests and benchmarks of those who draw use them, and people look at
// them. It is not part of the program.
package gallery
