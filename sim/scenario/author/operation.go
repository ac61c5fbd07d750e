package author

import "fmt"

// deepest is how deep lists of operations stand within one another.
const deepest = 4

// run writes a list of about so many operations. At times it begins with a
// signal that is caught, so that signals interrupt waits, or by opening the
// address that others connect to.
func (a *author) run(count int) {
	a.line("run:")
	a.indent++
	if a.Once(3) {
		a.line("- handle %s catch", a.One("USR1", "CONT", "TERM"))
	}
	if len(a.listeners) > 0 && a.Once(3) {
		a.line("- listen door")
	}
	a.list(count, 0)
	a.indent--
}

// list writes so many operations, or about so many. One that has nothing to be
// about becomes a yield, so that no list is empty.
func (a *author) list(count, depth int) {
	for range count {
		written := a.text.Len()
		if a.operation(depth); a.text.Len() == written {
			a.line("- yield")
		}
	}
}

// body writes an operation and the list that belongs to it.
func (a *author) body(depth int, format string, parts ...any) {
	a.line("- "+format+":", parts...)
	a.indent += 2
	a.list(a.From(1, 3), depth+1)
	a.indent -= 2
}

// around writes a list between two operations that belong together.
func (a *author) around(depth int, before, after string) {
	a.line("- %s", before)
	if depth < deepest {
		a.list(a.Below(3), depth+1)
	}
	a.line("- %s", after)
}

// operation writes one operation, or a few that belong together.
func (a *author) operation(depth int) {
	switch kind := a.Below(24); {
	case kind < 7:
		a.line("- cpu %s", a.time())
	case kind < 10:
		a.wait()
	case kind < 12 && depth < deepest:
		a.nested(depth)
	case kind < 17:
		a.together(depth)
	case kind < 18:
		a.object()
	case kind < 20:
		a.channel()
	case kind < 21:
		a.attribute()
	default:
		a.life()
	}
}

func (a *author) wait() {
	switch a.Below(7) {
	case 0:
		a.line("- yield")
	case 1, 2:
		a.line("- sleep %s", a.time())
	case 3:
		a.line("- io %s", a.time())
	case 4, 5:
		if len(a.disks) > 0 {
			a.line("- io %s on %s", a.One("1B", "64KiB", "1ms", "300us"), a.One(a.disks...))
		}
	default:
		a.line("- print \"%s\"%s", a.One("", "hello", `\\`), a.One("", "", " to 2"))
	}
}

// nested writes an operation with operations of its own.
func (a *author) nested(depth int) {
	switch a.Below(8) {
	case 0:
		a.body(depth, "repeat forever")
	case 1:
		a.body(depth, "fork")
	case 2:
		a.body(depth, "fork %s", a.One("A0", "Child"))
	case 3:
		a.body(depth, "thread")
	case 4:
		name := fmt.Sprintf("T%d", a.Below(6))
		a.threads = append(a.threads, name)
		a.body(depth, "thread %s", name)
	default:
		a.body(depth, "repeat %d", a.From(1, 12))
	}
}

// together writes operations as programs with sense in them have them.
func (a *author) together(depth int) {
	lock := a.One(a.locks...)
	switch a.Below(18) {
	case 0, 1:
		a.around(depth, "lock "+lock, "unlock "+lock)
	case 2:
		a.line("- lock %s", lock)
		a.line("- wait-on C with %s%s", lock, a.One("", " within 2ms"))
		a.line("- unlock %s", lock)
	case 3:
		a.around(depth, "lock "+lock, a.One("notify C", "notify-all C"))
		a.line("- unlock %s", lock)
	case 4:
		s := a.One(a.semaphores...)
		a.around(depth, "down "+s, "up "+s)
	case 5:
		a.around(depth, "fork", a.One("wait", "wait child", "wait child no-wait"))
	case 6:
		a.around(depth, "alloc "+a.size(), a.One("touch", "touch 4KiB", "touch 4KiB from 4KiB", "free"))
	case 11:
		a.line("- alloc 64KiB")
		a.line("- touch")
		a.around(depth, "fork", a.One("touch", "touch 4KiB from 8KiB", "free 8KiB"))
	case 7:
		a.around(depth, "spawn "+a.One(a.programs...), a.One("wait", "kill child "+a.signal()))
	case 8, 9, 10:
		a.talk(depth)
	case 12:
		p := a.One(a.pipes...)
		a.around(depth, "open "+p+" "+a.way(), "close "+p+" "+a.way())
	case 13, 14:
		who := a.One(append(a.processes, "child", "group")...)
		a.around(depth, "kill "+who+" STOP", "kill "+who+" CONT")
	default:
		a.flow(depth)
	}
}

// flow writes a thread or a child that sends, and a receiver; through a pipe or
// a socket pair.
func (a *author) flow(depth int) {
	into, out := "P", "P"
	if len(a.sockets) > 0 && a.Once(2) {
		into, out = "X/1", "X/2"
	}
	a.line("- %s:", a.One("fork", "thread"))
	a.line("    - repeat %d:", a.From(1, 9))
	a.line("        - send %s %s", into, a.size())
	a.line("        - cpu %s", a.time())
	if depth < deepest {
		a.list(a.Below(2), depth+1)
	}
	a.line("- recv %s %s all%s", out, a.size(), a.One("", " within 9ms"))
	a.line("- recv %s", out)
}

// talk writes one of the two who talk over a connection, if there is an
// address.
func (a *author) talk(depth int) {
	if len(a.listeners) == 0 {
		return
	}
	if a.Once(2) {
		a.around(depth, "accept door"+a.One("", "", a.patience()), "send door "+a.size()+a.patience())
	} else {
		a.around(depth, "connect door"+a.One("", "", a.patience()), "recv door"+a.One("", " 5KiB", " all"))
	}
	a.line("- close door")
}

func (a *author) way() string { return a.One("reading", "writing") }

// patience is how long an operation may block.
func (a *author) patience() string {
	return a.One("", "", " no-wait", " within 1ms", " within 0")
}

// object writes one operation on something threads share.
func (a *author) object() {
	l, s := a.One(a.locks...), a.One(a.semaphores...)
	switch a.Below(10) {
	case 0:
		a.line("- lock %s%s", l, a.patience())
	case 1:
		a.line("- unlock %s", l)
	case 2:
		a.line("- wait-on C with %s", l)
	case 3:
		a.line("- %s C", a.One("notify", "notify-all"))
	case 4:
		a.line("- down %s%s", s, a.patience())
	case 5:
		a.line("- up %s", s)
	case 6:
		a.line("- futex-wait F %d%s", a.Below(2), a.One("", " within 3ms"))
	case 7:
		a.line("- futex-wake F %s", a.One("1", "2", "all"))
	case 8:
		a.line("- store F %d", a.Below(2))
	default:
		a.line("- add F %d", a.From(-1, 1))
	}
}

// channel writes one operation on a pipe, a socket or an address.
func (a *author) channel() {
	p := a.One(append(append(a.sockets, a.pipes...), a.listeners...)...)
	switch a.Below(8) {
	case 0, 1, 2:
		a.line("- send %s %s%s", p, a.size(), a.patience())
	case 3, 4, 5:
		a.line("- recv %s%s%s", p, a.One("", " 4KiB", " all", " 5KiB all"), a.patience())
	case 6:
		a.line("- close %s %s", a.One(a.pipes...), a.way())
	default:
		if len(a.sockets) > 0 {
			a.line("- close %s", a.One("X/1", "X/2", "door"))
		}
	}
}

// attribute writes a change of what the scheduler is told.
func (a *author) attribute() {
	of := a.One("", "", " of self", " of "+a.someone())
	switch a.Below(5) {
	case 0:
		a.line("- nice %d%s", a.From(-20, 19), of)
	case 1:
		a.line("- tickets %d%s", a.From(1, 900), of)
	case 2:
		a.line("- priority %d%s", a.Below(10), of)
	case 3:
		a.line("- class %s%s", a.One("normal", "fifo 10", "rr 50", "rr 10"), of)
	default:
		a.line("- affinity %s%s", a.One("0", "0-1", "all", "1", "2,0"), of)
	}
}

func (a *author) someone() string {
	return a.One(append(a.processes, "parent", "child", "group", "everybody", "tool")...)
}

func (a *author) signal() string {
	return a.One("TERM", "KILL", "INT", "STOP", "STOP", "CONT", "CONT", "CHLD", "PIPE", "USR1", "USR1", "USR1")
}

// life writes one operation on processes, threads, signals or memory.
func (a *author) life() {
	switch a.Below(18) {
	case 0, 1:
		a.line("- kill %s %s", a.someone(), a.signal())
	case 2:
		a.line("- kill self %s", a.signal())
	case 3, 4:
		a.line("- handle %s %s", a.signal(), a.One("ignore", "catch", "default"))
	case 5:
		a.line("- pause")
	case 6:
		a.line("- wait %s", a.One("no-wait", "child", a.someone(), a.someone()+" no-wait"))
	case 7:
		a.line("- fork")
	case 8:
		a.line("- exec %s", a.One(a.programs...))
	case 9:
		a.line("- exit%s", a.One("", " 3"))
	case 10:
		a.line("- end-thread%s", a.One("", " 7"))
	case 11:
		a.line("- join")
	case 12:
		if len(a.threads) > 0 {
			a.line("- join %s", a.One(a.threads...))
		}
	case 13:
		a.line("- subreaper %s", a.One("on", "off"))
	case 14:
		a.line("- %s", a.One("new-group", "new-session"))
	case 15:
		a.line("- free%s", a.One("", " 4KiB"))
	case 16:
		a.line("- touch%s", a.One("", " 4KiB", " 1MiB"))
	default:
		a.line("- alloc %s", a.size())
	}
}
