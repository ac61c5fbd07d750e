package scheduler

import (
	"iter"

	"timeslice/sim/trace"
)

// taskList is a queue in order of coming: put in at either end, take out
// anywhere, in constant time. A task is in at most one list.
type taskList struct {
	head, tail *Task
	count      int
}

func (l *taskList) pushBack(t *Task) {
	t.before, t.next = l.tail, nil
	if l.tail == nil {
		l.head = t
	} else {
		l.tail.next = t
	}
	l.tail = t
	l.count++
}

func (l *taskList) pushFront(t *Task) {
	t.before, t.next = nil, l.head
	if l.head == nil {
		l.tail = t
	} else {
		l.head.before = t
	}
	l.head = t
	l.count++
}

func (l *taskList) remove(t *Task) {
	if t.before == nil {
		l.head = t.next
	} else {
		t.before.next = t.next
	}
	if t.next == nil {
		l.tail = t.before
	} else {
		t.next.before = t.before
	}
	t.before, t.next = nil, nil
	l.count--
}

// firstFor is the first task that may run on a core, nil if there is none.
func (l *taskList) firstFor(core trace.CoreID) *Task {
	t := l.head
	for t != nil && !t.MayRunOn(core) {
		t = t.next
	}
	return t
}

// backwards yields the tasks from the tail.
func (l *taskList) backwards() iter.Seq[*Task] {
	return func(yield func(*Task) bool) {
		for t := l.tail; t != nil; t = t.before {
			if !yield(t) {
				return
			}
		}
	}
}

// bothOf yields the tasks of one row, then those of the other.
func bothOf(first, second iter.Seq[*Task]) iter.Seq[*Task] {
	return func(yield func(*Task) bool) {
		for t := range first {
			if !yield(t) {
				return
			}
		}
		second(yield)
	}
}
