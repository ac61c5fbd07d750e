package view

import (
	"strings"

	"timeslice/render/scene"
	"timeslice/sim/trace"
)

// shape is how the state of a thread looks.
func (f *Frame) shape(id trace.ThreadID) scene.State {
	switch f.State.Thread(id).Status {
	case trace.StatusRunning:
		return scene.Running
	case trace.StatusReady:
		return scene.Ready
	case trace.StatusEnded:
		return scene.Dead
	}
	return scene.Blocked
}

// thread draws a thread as a chip with a name.
func (f *Frame) thread(l *scene.Layer, b scene.Box, id trace.ThreadID, name string) {
	t := f.Theme
	l.Chip(b, t, f.hue(f.State.Thread(id).Process), f.shape(id), name)
	if f.Model.Selected == thread(id) {
		l.Outline(b.Inset(-2), t.Small+2, t.Thick, t.Accent)
	}
	l.Mark(f.threadMark(b, id))
}

// threadMark is the mark of a thread, wherever it is drawn.
func (f *Frame) threadMark(b scene.Box, id trace.ThreadID) scene.Mark {
	return scene.Mark{
		Box: b, Name: "thread", Subject: thread(id), Role: scene.Item, Label: f.Book.Thread(id) + f.word("pause") + f.Tell.Status(f.State.Thread(id).Status),
		Command: selects(), Condition: f.selected(thread(id)),
	}
}

// nameOn is what a thread is called where threads of several processes stand
// together: the hue tells whose it is, so its own name is enough, if it has one.
func (f *Frame) nameOn(id trace.ThreadID) string {
	if within := f.Book.Within(id); within != "" {
		return plainName(within)
	}
	return f.Book.Process(f.Book.ProcessOf(id))
}

// nameIn is what a thread is called inside the card of its process.
func (f *Frame) nameIn(id trace.ThreadID) string {
	if within := f.Book.Within(id); within != "" {
		return plainName(within)
	}
	return f.word("main")
}

// plainName is a thread's name without hyphens before numbers: "libuv 1".
func plainName(name string) string {
	at := strings.LastIndexByte(name, '-')
	if at > 0 && at+1 < len(name) && strings.Trim(name[at+1:], "0123456789") == "" {
		return name[:at] + " " + name[at+1:]
	}
	return name
}
