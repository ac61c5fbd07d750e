// Package terminal shows traces as text: a Gantt chart, a report, and the
// frames of an animation. Every function is pure: a trace and a style go in,
// lines come out. What time it really is, which keys were pressed and how wide
// the terminal is are the business of the caller.
//
// The files, in reading order:
//
//	style.go     what the terminal can show: width, colour, characters
//	colour.go    the colours of processes
//	line.go      one line of text, put together and measured in columns
//	length.go    lengths of time for people
//	names.go     what threads are called, and the letter each gets
//	timeline.go  a part of a trace, counted out into the cells of a chart
//	axis.go      the time axis
//	chart.go     the Gantt chart
//	punctuation.go  commas and colons of a language
//	end.go       why a run ended, in words
//	table.go     tables with aligned columns
//	report.go    the report in words and numbers
//	json.go      the report for programs
//	screen.go    one frame of the animation: the computer at an instant
//
// Colour means process, shape means state: everything reads without colour.
package terminal
