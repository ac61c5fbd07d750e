// Package trace is the shared language of timeslice: what happened on a
// computer, when, to whom and because of what.
//
// A [Trace] is a row of facts. A fact is a fixed-size record ([Fact]): the
// instant, the kind, the thread and core it concerns, one object, two numbers,
// and the fact that caused it. Simulated runs and recorded real runs are both
// traces; everything that is shown, counted, compared or exported is computed
// from a trace and an instant, and from nothing else.
//
// The files, in reading order:
//
//	id.go           who: typed identifiers, each with a named none
//	kind.go         what: the kinds of fact, and what their fields mean
//	reason.go       why: the reason codes a fact may carry
//	signalname.go   signals: their names by number
//	store.go        how facts are kept: columns in blocks, interned strings
//	state.go        the whole computer at an instant, as plain data
//	nodestate.go    the event loops, queues and callbacks of Node in it
//	apply.go        what each fact changes in it
//	relations.go    what can be asked of it: who is ready, who waits for whom
//	line.go         who stands before whom in a queue
//	linelog.go      which line of source ran when
//	snapshot.go     the whole computer at any instant, from the nearest checkpoint
//	why.go          the chain of causes behind a state
//	metrics.go      response, turnaround, waiting, and the rest, in one place
//	nodemetrics.go  the figures of Node: callbacks, turns, collections, queues
//	validate.go     the one judge of traces
//	text.go         the readable form, written; textread.go reads it back
//	packed.go       the small form, for keeping and sending
//	hash.go         one number for everything in a trace
//	chrome.go       Chrome Trace Event JSON, for Perfetto; chromenode.go for Node
//
// The package draws nothing, formats no sentences, and knows no clock.
package trace
