package node

import "timeslice/sim/trace"

// lines is where the trace is told which line the main thread is at.
type lines struct {
	log   *trace.LineLog
	files []trace.StringID // of the trace, by the number that marks name a script by
}

// At notes that the main thread is at a line once it has had so much more CPU
// time. (js.World)
func (n *Environment) At(moreNs int64, file, line int) {
	l := &n.lines
	if l.log == nil {
		l.log = n.machine.Lines(n.fiber.thread)
	}
	for file >= len(l.files) {
		l.files = append(l.files, trace.NoString)
	}
	if l.files[file] == trace.NoString {
		l.files[file] = n.machine.Intern(n.options.Library.own.Name(file))
	}
	l.log.Add(n.fiber.thread.CPUNs()+moreNs, l.files[file], line)
}
