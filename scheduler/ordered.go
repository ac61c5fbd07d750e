package scheduler

import (
	"iter"

	"timeslice/sim/trace"
)

// orderedTasks holds tasks ordered by Key, then by order, the smallest first.
//
// It is a search tree kept in shape by ranks that look like chance but belong
// to the threads (a treap: Seidel and Aragon, Randomized Search Trees, 1996),
// so putting in and taking out cost the logarithm of the number of tasks and
// no memory. A heap would do for the first alone; affinity needs the first
// that may run here, and balancing the last, and a tree can be walked in order
// from both ends.
//
// While a task is held its Key, order and weight must not change, and no two
// tasks may agree in Key and order.
type orderedTasks struct {
	root  *Task
	count int
}

func sooner(a, b *Task) bool {
	return a.Key < b.Key || a.Key == b.Key && a.order < b.order
}

// insert puts a task in. A task stands above those with a lower rank.
func (o *orderedTasks) insert(t *Task) {
	o.count++
	t.rank = scramble(uint64(t.Thread))
	at := &o.root
	for *at != nil && (*at).rank >= t.rank {
		above := *at
		above.weightBelow += t.weight
		if sooner(t, above) {
			at = &above.left
		} else {
			at = &above.right
		}
	}
	t.left, t.right = split(*at, t)
	t.weigh()
	*at = t
}

// remove takes out a task, which must be held here.
func (o *orderedTasks) remove(t *Task) {
	o.count--
	at := &o.root
	for *at != t {
		above := *at
		above.weightBelow -= t.weight
		if sooner(t, above) {
			at = &above.left
		} else {
			at = &above.right
		}
	}
	*at = join(t.left, t.right)
	t.left, t.right = nil, nil
}

// split parts the tasks under root into those before t and those after it.
func split(root, t *Task) (before, after *Task) {
	switch {
	case root == nil:
		return nil, nil
	case sooner(root, t):
		root.right, after = split(root.right, t)
		root.weigh()
		return root, after
	default:
		before, root.left = split(root.left, t)
		root.weigh()
		return before, root
	}
}

// join makes one tree of two, all of whose first come before all of the second.
func join(before, after *Task) *Task {
	switch {
	case before == nil:
		return after
	case after == nil:
		return before
	case before.rank >= after.rank:
		before.right = join(before.right, after)
		before.weigh()
		return before
	default:
		after.left = join(before, after.left)
		after.weigh()
		return after
	}
}

// weigh makes weightBelow true after a change right below.
func (t *Task) weigh() {
	t.weightBelow = t.weight + t.left.allWeight() + t.right.allWeight()
}

// allWeight is the weight of a task and of all below it.
func (t *Task) allWeight() int64 {
	if t == nil {
		return 0
	}
	return t.weightBelow
}

// weight is the weight of all tasks together.
func (o *orderedTasks) weight() int64 { return o.root.allWeight() }

// first is the smallest task, nil if there is none.
func (o *orderedTasks) first() *Task {
	t := o.root
	if t == nil {
		return nil
	}
	for t.left != nil {
		t = t.left
	}
	return t
}

// firstFor is the smallest task that may run on a core, nil if there is none.
// It looks at those it passes over, and at few others.
func (o *orderedTasks) firstFor(core trace.CoreID) *Task { return o.root.firstFor(core) }

func (t *Task) firstFor(core trace.CoreID) *Task {
	if t == nil {
		return nil
	}
	if found := t.left.firstFor(core); found != nil {
		return found
	}
	if t.MayRunOn(core) {
		return t
	}
	return t.right.firstFor(core)
}

// atWeight is the task at which the weights of the tasks, added up in order,
// exceed an amount, which must be less than all together.
func (o *orderedTasks) atWeight(amount int64) *Task {
	t := o.root
	for {
		left := t.left.allWeight()
		switch {
		case amount < left:
			t = t.left
		case amount < left+t.weight:
			return t
		default:
			amount -= left + t.weight
			t = t.right
		}
	}
}

// forwards yields the tasks from the smallest.
func (o *orderedTasks) forwards() iter.Seq[*Task] {
	return func(yield func(*Task) bool) { o.root.ascend(yield) }
}

func (t *Task) ascend(yield func(*Task) bool) bool {
	return t == nil || t.left.ascend(yield) && yield(t) && t.right.ascend(yield)
}

// backwards yields the tasks from the greatest.
func (o *orderedTasks) backwards() iter.Seq[*Task] {
	return func(yield func(*Task) bool) { o.root.descend(yield) }
}

func (t *Task) descend(yield func(*Task) bool) bool {
	return t == nil || t.right.descend(yield) && yield(t) && t.left.descend(yield)
}
