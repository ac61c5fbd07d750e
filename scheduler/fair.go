package scheduler

import (
	"iter"

	"timeslice/sim/trace"
)

// fairState is what CFS and EEVDF keep of a task. The two are never mixed: a
// scheduler has one policy.
type fairState struct {
	vruntime int64 // time run, divided by weight
	ranNs    int64 // since it was last chosen after another
	order    int64 // breaks ties of key in the tree

	// For EEVDF.
	deadline int64 // virtual
	pickedAt int64 // the deadline when it was chosen; while equal, it is not interrupted
	lag      int64 // virtual time owed to it (more than zero) or by it, while it is not queued
	relative bool  // deadline counts from vruntime while it is between two queues
	delayed  bool  // it sleeps but stays in the tree until its debt is paid
	used     bool  // its request is used up: choose anew
	counted  bool  // it is in the sums of its queue

	home *cfs // for CFS: the queue that vruntime belongs to

	// Its node in the tree.
	key         int64
	least       int64 // the least vruntime in the subtree
	priority    uint64
	left, right *Task
	inTree      bool
}

// fairTree holds tasks ordered by key, then by order of coming. Each node
// knows the least vruntime below it, so the first task whose vruntime is not
// more than a limit is found in logarithmic time: the rule of EEVDF. (Linux
// keeps a red-black tree with the same addition; this is a treap, a search
// tree by key that is a heap by a priority drawn from the order of insertion,
// so equal histories give equal trees.)
type fairTree struct {
	root     *Task
	inserted int64
}

// insert puts t in, by key, after those with an equal one.
func (tree *fairTree) insert(t *Task, key int64) {
	tree.inserted++
	f := &t.fair
	f.key, f.order, f.inTree = key, tree.inserted, true
	f.priority = scramble(uint64(tree.inserted))
	f.left, f.right = nil, nil
	f.least = f.vruntime
	tree.root = insertNode(tree.root, t)
}

// remove takes t out, which must be in.
func (tree *fairTree) remove(t *Task) {
	tree.root = removeNode(tree.root, t)
	t.fair.left, t.fair.right, t.fair.inTree = nil, nil, false
}

// first returns the first task that core may run, whose vruntime is not more
// than limit and that is not skip; nil if there is none. NoCore asks for no
// core in particular.
func (tree *fairTree) first(core trace.CoreID, limit int64, skip *Task) *Task {
	return firstNode(tree.root, core, limit, skip)
}

// least returns the least vruntime in the tree, which must not be empty.
func (tree *fairTree) least() int64 { return tree.root.fair.least }

// backwards yields the tasks from the last.
func (tree *fairTree) backwards() iter.Seq[*Task] {
	return func(yield func(*Task) bool) { backwardsNode(tree.root, yield) }
}

func firstNode(t *Task, core trace.CoreID, limit int64, skip *Task) *Task {
	for t != nil && t.fair.least <= limit {
		if found := firstNode(t.fair.left, core, limit, skip); found != nil {
			return found
		}
		if t.fair.vruntime <= limit && t != skip && (core == trace.NoCore || t.MayRunOn(core)) {
			return t
		}
		t = t.fair.right
	}
	return nil
}

func backwardsNode(t *Task, yield func(*Task) bool) bool {
	return t == nil || backwardsNode(t.fair.right, yield) && yield(t) && backwardsNode(t.fair.left, yield)
}

// before is the order of the tree.
func (f *fairState) before(other *fairState) bool {
	return f.key < other.key || f.key == other.key && f.order < other.order
}

func insertNode(root, t *Task) *Task {
	if root == nil {
		return t
	}
	if t.fair.priority > root.fair.priority {
		t.fair.left, t.fair.right = splitNode(root, &t.fair)
		t.refreshLeast()
		return t
	}
	if t.fair.before(&root.fair) {
		root.fair.left = insertNode(root.fair.left, t)
	} else {
		root.fair.right = insertNode(root.fair.right, t)
	}
	root.refreshLeast()
	return root
}

func removeNode(root, t *Task) *Task {
	if root == t {
		return joinNodes(t.fair.left, t.fair.right)
	}
	if t.fair.before(&root.fair) {
		root.fair.left = removeNode(root.fair.left, t)
	} else {
		root.fair.right = removeNode(root.fair.right, t)
	}
	root.refreshLeast()
	return root
}

// splitNode parts a tree into what comes before at and what does not.
func splitNode(root *Task, at *fairState) (before, after *Task) {
	if root == nil {
		return nil, nil
	}
	if root.fair.before(at) {
		root.fair.right, after = splitNode(root.fair.right, at)
		root.refreshLeast()
		return root, after
	}
	before, root.fair.left = splitNode(root.fair.left, at)
	root.refreshLeast()
	return before, root
}

// joinNodes makes one tree of two, of which the first comes before the second.
func joinNodes(a, b *Task) *Task {
	if a == nil {
		return b
	}
	if b == nil {
		return a
	}
	if a.fair.priority > b.fair.priority {
		a.fair.right = joinNodes(a.fair.right, b)
		a.refreshLeast()
		return a
	}
	b.fair.left = joinNodes(a, b.fair.left)
	b.refreshLeast()
	return b
}

func (t *Task) refreshLeast() {
	f := &t.fair
	f.least = f.vruntime
	if f.left != nil {
		f.least = min(f.least, f.left.fair.least)
	}
	if f.right != nil {
		f.least = min(f.least, f.right.fair.least)
	}
}
