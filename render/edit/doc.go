// Package edit is a text that somebody edits: a caret, a selection, typing,
// undoing, indenting, finding. It knows no keys and no screen; what a key stands
// for and where a character is drawn is the business of others.
//
// Places are bytes from the beginning of the text. A caret only ever stands
// between characters as readers see them (grapheme clusters of Unicode).
//
//	buffer.go   the text with its caret, and what changes it
//	change.go   undoing and redoing
//	motion.go   where a caret goes
//	line.go     indenting, commenting, moving lines
//	find.go     finding and replacing
package edit
