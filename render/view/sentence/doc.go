// Package sentence puts a trace into words: what happened, and why things are
// as they are, in plain sentences in the reader's language. The event list, the
// inspector, tooltips and the text for screen readers all take their words from
// here, so that they say the same.
//
// A [Sentence] knows which of its parts refer to what: a thread, a fact, an
// instant, a line of source. So every name in it can be pointed at and followed.
//
// All words are in the catalogue (assets/text/sentence.*.json); what is said is
// decided here, from the facts, their reasons and their causes, and from
// nothing else. Whatever a trace holds, also one that was damaged or made up,
// there is a sentence about it.
//
// The files, in reading order:
//
//	text.go     sentences, and how texts of the catalogue are filled
//	units.go    lengths of time, instants, bytes
//	teller.go   who tells: the words of a language and the names of a trace
//	fact.go     what happened: one sentence a fact; fact_*.go by subject
//	kind.go     what the kinds of facts are called, and their subjects
//	field.go    the fields of a fact, one by one, for who wants to see all
//	part.go     where time went, part by part
//	doing.go    what a thread is doing, in a few words
//	why.go      why things are as they are; why_*.go by subject
//	node.go     what phases, queues and collections of Node are
package sentence
