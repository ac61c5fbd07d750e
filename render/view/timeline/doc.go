// Package timeline is the index of a trace for who draws or searches its whole
// history: for each core, thread and process the slices of its row in order,
// with their sums, built once as facts arrive, so that any window at any zoom
// costs what its pixels cost; and, for each thread, which facts are its own, so
// that the next output or the decision before is found without looking at all.
//
// It holds numbers and no words, colours or places on a screen. Everything in
// it follows from the facts, and it agrees to the nanosecond with the states
// and figures of package trace.
//
// The files, in reading order:
//
//	lane.go    slices in order: how they are kept, found and summed
//	bin.go     what a lane was, in times of fixed lengths: for zooming out
//	index.go   the lanes of a trace, and how facts build them
//	script.go  the lanes of event loops and pools
//	row.go     which rows there are, by core, by thread and by process
//	piece.go   a window of a lane for so many pixels
//	sum.go     where time went between two instants
//	arrow.go   who made what happen on another thread
//	step.go    the next and the last fact of some kind
//	line.go    the next and the last line of source
//	break.go   where a run that is played stops by itself
package timeline
