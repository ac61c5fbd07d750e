package scheduler

import "iter"

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
