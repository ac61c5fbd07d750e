package scheduler

import (
	"math"

	"timeslice/sim/trace"
)

// nobody is the number of a core that takes no part in a ranking.
const nobody int64 = math.MinInt64

// coreRanking knows which core has the greatest number: a tournament over the
// cores, in which equal numbers go to the lower core. Setting costs the
// logarithm of the number of cores.
type coreRanking struct {
	number []int64        // by core
	tree   []trace.CoreID // tree[1] is the winner; the leaves, from len(tree)/2, are the cores
}

func newCoreRanking(cores int) coreRanking {
	leaves := 1
	for leaves < cores {
		leaves *= 2
	}
	r := coreRanking{number: make([]int64, leaves), tree: make([]trace.CoreID, 2*leaves)}
	for i := range r.number {
		r.number[i] = nobody
		r.tree[leaves+i] = trace.CoreID(i)
	}
	for i := leaves - 1; i > 0; i-- {
		r.tree[i] = r.tree[2*i]
	}
	return r
}

func (r *coreRanking) set(core trace.CoreID, number int64) {
	if r.number[core] == number {
		return
	}
	r.number[core] = number
	for i := (len(r.number) + int(core)) / 2; i > 0; i /= 2 {
		left, right := r.tree[2*i], r.tree[2*i+1]
		if r.number[right] > r.number[left] {
			left = right
		}
		r.tree[i] = left
	}
}

// top is the core with the greatest number, NoCore if all are nobody's.
func (r *coreRanking) top() trace.CoreID {
	core := r.tree[1]
	if r.number[core] == nobody {
		return trace.NoCore
	}
	return core
}
