// Package model is what the window shows, without a window: which program is
// open, its runs, the playhead, what is selected, what the user prefers. Views
// read it; acts change it, and nothing else does.
//
// An act is a name with a subject and an argument ([Act]). Marks of the scene
// carry acts, keys and the palette stand for acts, tests and scripts write them
// down. What acts there are is one table (command.go), which is also the key
// sheet and the palette.
//
// Nothing here knows a screen or a clock: who shows the model tells it how much
// time has passed ([Model.Tick]) and lets its runs go on as long as there is time
// for it ([Model.Advance]). A run has a goroutine (stint.go), which works only
// while Advance waits for it.
//
//	model.go      what all is
//	command.go    what can be done
//	program.go    what is open: files, and what runs first
//	settings.go   the machine's knobs, as the user has turned them
//	editor.go     the program's files as they are being changed
//	fault.go      what is wrong with which line
//	text.go       fields that take text, and what can be done with it
//	home.go       what can be opened
//	leave.go      ending the app, and what would be lost by it
//	running.go    which runs hold a machine
//	stint.go      simulating beside the picture
//	preview.go    little pictures of runs
//	pasted.go     programs from the clipboard
//	folder.go     programs from files
//	link.go       what is shared, as a link
//	saved.go      what is shared, as a file; what is dropped
//	address.go    opening what was shared
//	sharing.go    copying links, saving files
//	talk.go       a lesson as a talk
//	speaker.go    the page of who speaks
//	knobs.go      turning knobs, which runs again
//	knoblist.go   the list of all knobs
//	palette.go    all commands, searched; the keys
//	preferences.go what the user has chosen for good
//	branch.go     runs, and runs made from runs
//	branches.go   the tree of runs
//	edits.go      changing something at the playhead
//	differ.go     what differs between two runs
//	playhead.go   the instant that is shown
//	step.go       steps and jumps from fact to fact, in both directions
//	breakpoint.go where the playhead stops by itself
//	hover.go      what the pointer is on
//	focus.go      which process fills the stage
//	inspect.go    how the inspector looks at what is selected
//	timeline.go   which part of the history is shown
//	selection.go  what is selected
package model
