// Package events is the list of what happened, as rows of sentences: all facts
// of a trace, or those that fit a filter by kind, thread, process or text. A row
// costs nothing before it is seen, and a filter works through a long trace a bit
// at a time.
package events
