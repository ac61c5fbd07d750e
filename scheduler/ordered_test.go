package scheduler

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"timeslice/sim/trace"
)

// TestOrderedTasksAgainstSortedSlice: the tree gives what a slice that is
// sorted after each change would give.
func TestOrderedTasksAgainstSortedSlice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var tree orderedTasks
		var twin []*Task
		for step := range rapid.IntRange(1, 150).Draw(t, "steps") {
			if len(twin) > 0 && rapid.IntRange(0, 2).Draw(t, "what") == 0 {
				i := rapid.IntRange(0, len(twin)-1).Draw(t, "which")
				tree.remove(twin[i])
				twin = slices.Delete(twin, i, i+1)
			} else {
				task := drawTask(t, step)
				tree.insert(task)
				twin = append(twin, task)
				slices.SortFunc(twin, func(a, b *Task) int {
					if sooner(a, b) {
						return -1
					}
					return 1
				})
			}
			compareWithSlice(t, &tree, twin)
		}
	})
}

func drawTask(t *rapid.T, step int) *Task {
	task := &Task{
		Thread: trace.ThreadID(step + 1), Key: rapid.Int64Range(-3, 3).Draw(t, "key"), order: int64(step),
		weight: rapid.Int64Range(1, 4).Draw(t, "weight"),
	}
	if rapid.Bool().Draw(t, "restricted") {
		task.Allowed = NewCoreSet(2)
		task.Allowed.Add(trace.CoreID(rapid.IntRange(0, 1).Draw(t, "core")))
	}
	return task
}

func compareWithSlice(t *rapid.T, tree *orderedTasks, twin []*Task) {
	require.Equal(t, len(twin), tree.count)
	require.True(t, slices.Equal(twin, slices.Collect(tree.forwards())))
	backwards := slices.Collect(tree.backwards())
	slices.Reverse(backwards)
	require.True(t, slices.Equal(twin, backwards))
	for core := trace.CoreID(0); core < 2; core++ {
		var first *Task
		for _, task := range slices.Backward(twin) {
			if task.MayRunOn(core) {
				first = task
			}
		}
		require.Same(t, first, tree.firstFor(core))
	}
	var amount int64
	for _, task := range twin {
		require.Same(t, task, tree.atWeight(amount))
		require.Same(t, task, tree.atWeight(amount+task.weight-1))
		amount += task.weight
	}
	require.Equal(t, amount, tree.weight())
	if len(twin) > 0 {
		require.Same(t, twin[0], tree.first())
	} else {
		require.Nil(t, tree.first())
	}
}

// TestOrderedTasksStayShallow: tasks that come in order do not make a list of
// the tree. A perfect tree of 100,000 is 17 deep.
func TestOrderedTasksStayShallow(t *testing.T) {
	var tree orderedTasks
	for i := range 100_000 {
		tree.insert(&Task{Thread: trace.ThreadID(i + 1), Key: int64(i)})
	}
	require.Less(t, depth(tree.root), 60)
}

func depth(t *Task) int {
	if t == nil {
		return 0
	}
	return 1 + max(depth(t.left), depth(t.right))
}

// TestChanceIsFair: every number below a limit is drawn about as often. Of
// 70,000 draws each of 7 numbers is expected 10,000 times, with a standard
// deviation of 93; the bound is five of them.
func TestChanceIsFair(t *testing.T) {
	c := chance(1)
	var count [7]int
	for range 70_000 {
		count[c.below(7)]++
	}
	for number, times := range count {
		require.InDelta(t, 10_000, times, 465, "the number %d", number)
	}
}

// TestChanceIsSplitMix: the first numbers from seed 1234567, as published with
// the algorithm's reference implementation.
func TestChanceIsSplitMix(t *testing.T) {
	c := chance(1234567)
	var numbers []uint64
	for range 3 {
		numbers = append(numbers, c.draw())
	}
	require.Equal(t, []uint64{6457827717110365317, 3203168211198807973, 9817491932198370423}, numbers)
}
