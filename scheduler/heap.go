package scheduler

import "iter"

// taskHeap holds tasks ordered by Key, then by order, the smallest first. A
// task knows its place, so any can be taken out in logarithmic time.
type taskHeap struct{ tasks []*Task }

func (h *taskHeap) len() int { return len(h.tasks) }

func sooner(a, b *Task) bool {
	return a.Key < b.Key || a.Key == b.Key && a.order < b.order
}

func (h *taskHeap) push(t *Task) {
	h.tasks = append(h.tasks, t)
	h.up(len(h.tasks)-1, t)
}

func (h *taskHeap) remove(t *Task) {
	hole, last := t.index, len(h.tasks)-1
	moved := h.tasks[last]
	h.tasks[last] = nil
	h.tasks = h.tasks[:last]
	if hole == last {
		return
	}
	if hole > 0 && sooner(moved, h.tasks[(hole-1)/2]) {
		h.up(hole, moved)
	} else {
		h.down(hole, moved)
	}
}

func (h *taskHeap) up(hole int, t *Task) {
	for hole > 0 {
		parent := (hole - 1) / 2
		if !sooner(t, h.tasks[parent]) {
			break
		}
		h.put(hole, h.tasks[parent])
		hole = parent
	}
	h.put(hole, t)
}

func (h *taskHeap) down(hole int, t *Task) {
	for {
		child := 2*hole + 1
		if child >= len(h.tasks) {
			break
		}
		if child+1 < len(h.tasks) && sooner(h.tasks[child+1], h.tasks[child]) {
			child++
		}
		if !sooner(h.tasks[child], t) {
			break
		}
		h.put(hole, h.tasks[child])
		hole = child
	}
	h.put(hole, t)
}

func (h *taskHeap) put(place int, t *Task) {
	h.tasks[place] = t
	t.index = place
}

// takeFor takes out the smallest task that allowed accepts, nil if there is
// none. The ones passed over go back.
func (h *taskHeap) takeFor(allowed func(*Task) bool) *Task {
	var passed []*Task
	var found *Task
	for len(h.tasks) > 0 {
		t := h.tasks[0]
		h.remove(t)
		if allowed(t) {
			found = t
			break
		}
		passed = append(passed, t)
	}
	for _, t := range passed {
		h.push(t)
	}
	return found
}

// backwards yields the tasks from the last leaf: not exactly in order, but the
// same for equal histories.
func (h *taskHeap) backwards() iter.Seq[*Task] {
	return func(yield func(*Task) bool) {
		for i := len(h.tasks) - 1; i >= 0; i-- {
			if !yield(h.tasks[i]) {
				return
			}
		}
	}
}
