// Package view draws the model: one file a panel. A view gets a [Frame], which is
// the model with what follows from it at this instant, and a box, and fills the
// box. Views change nothing and keep nothing.
//
//	frame.go      what every view is given
//	kept.go       what is kept from one picture to the next
//	screen.go     the whole window: who gets which box
//	topbar.go     name, knobs, language, theme
//	home.go       the examples, from which one begins
//	hover.go      what the pointer is on
//	palette.go    what lies above all: commands, keys
//	stage.go      the machine at this instant
//	crew.go       who is where at the instant
//	cores.go      cores and who waits for them
//	thread.go     threads, wherever they are drawn
//	process.go    processes as cards
//	node.go       a Node process with its parts
//	loop.go       its event loop
//	resource.go   locks, disks and what else is shared
//	channel.go    pipes and sockets, and the messages under way
//	wires.go      channels between the cards of processes
//	tree.go       which process is whose child
//	timeline.go   the machine's whole history: rows of slices
//	history.go    which row and which instant of it is where
//	ruler.go      the instants above the rows
//	marking.go    what is marked in it: selection, arrows, markers, sums
//	historychain.go  the chain of causes across its rows
//	pointed.go    the slice under the pointer; the search for rows
//	gesture.go    what pointers and wheels do where a place means an instant
//	transport.go  play, step, what a step goes by
//	caption.go    what happened last, in one line
//	breakpoints.go  where the playhead stops by itself
//	code.go       the program's files
//	field.go      fields of one line that take text, and finding
//	knoblist.go   every knob of the machine
//	eventlist.go  the list of what happened
//	terminal.go   what programs printed
//	printed.go    it line by line
//	inspector.go  what is selected, its facts and figures
//	about.go      what the inspector says, as text
//	why.go        why it is so, and where its time went
//	chain.go      the causes, drawn across the stage
//	phrase.go     texts of the catalogue
package view
