package scheduler

import (
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/sim/trace"
)

// What happens when a task's attributes change while it waits or runs.

// stood returns a queue of a policy in which so many tasks wait, with what the
// scheduler would have noted of them.
func stood(name string, count int) (Queue, []*Task) {
	config := Defaults(name, 1)
	queue := find(name).New(&config, deaf{})()
	var tasks []*Task
	for i := range count {
		task := &Task{Thread: trace.ThreadID(i + 1), Priority: 2, LastCore: trace.NoCore, place: waiting}
		queue.Insert(task, Started, 0)
		tasks = append(tasks, task)
	}
	return queue, tasks
}

// order takes all tasks out of a queue.
func order(queue Queue) []trace.ThreadID {
	var threads []trace.ThreadID
	for queue.Len() > 0 {
		task, _ := queue.Next(0, 0)
		threads = append(threads, task.Thread)
	}
	return threads
}

func TestANewPriorityIsInForceAtOnceBehindItsEquals(t *testing.T) {
	queue, tasks := stood("priority", 3)
	queue.(Reweighter).Reweigh(tasks[0], func() { tasks[0].Priority = 1 }, 0)
	queue.(Reweighter).Reweigh(tasks[2], func() { tasks[2].Priority = 1 }, 0)
	require.Equal(t, []trace.ThreadID{1, 3, 2}, order(queue))
}

func TestANewPriorityOfARunningTaskDecidesWhoMayTakeItsCore(t *testing.T) {
	queue, tasks := stood("priority", 2)
	runs, _ := queue.Next(0, 0)
	runs.place = running
	require.False(t, queue.(Preempter).Preempts(tasks[1], runs, 0))
	queue.(Reweighter).Reweigh(runs, func() { runs.Priority = 3 }, 0)
	require.True(t, queue.(Preempter).Preempts(tasks[1], runs, 0))
}

func TestTheNextDrawCountsNewTickets(t *testing.T) {
	queue, tasks := stood("lottery", 2)
	queue.(Reweighter).Reweigh(tasks[0], func() { tasks[0].Tickets = 300 }, 0)
	require.EqualValues(t, 400, queue.(*lottery).tasks.weight())
	require.EqualValues(t, 300, tasks[0].Key2)
}

// The first of two has run a quantum and is a stride of 100 million ahead. With
// twice the tickets it is half as far ahead.
func TestTheDistanceFromTheMinimumShrinksAsTicketsGrow(t *testing.T) {
	queue, tasks := stood("stride", 2)
	runs, _ := queue.Next(0, 0)
	queue.Charge(runs, 10*trace.Millisecond, 0)
	queue.Insert(runs, Expired, 0)
	require.EqualValues(t, 100_000_000, tasks[0].Key)
	queue.(Reweighter).Reweigh(runs, func() { runs.Tickets = 200 }, 0)
	require.EqualValues(t, 50_000_000, tasks[0].Key)
}

// What a running task has used so far counts by its old tickets.
func TestWhatWasUsedCountsByTheOldTickets(t *testing.T) {
	queue, tasks := stood("stride", 2)
	runs, _ := queue.Next(0, 0)
	runs.place = running
	queue.Charge(runs, 5*trace.Millisecond, 0)
	queue.(Reweighter).Reweigh(runs, func() { runs.Tickets = 50 }, 0)
	require.EqualValues(t, 2*50_000_000, tasks[0].pass) // twice as far ahead of the other
	queue.Charge(runs, 5*trace.Millisecond, 0)
	queue.Insert(runs, Expired, 0)
	require.EqualValues(t, 2*50_000_000+100_000_000, tasks[0].Key)
}

// In another queue, whose passes are lower, a task keeps its distance from the
// minimum, and starts there if it was behind.
func TestAMovedTaskKeepsItsDistanceFromTheMinimum(t *testing.T) {
	from, tasks := stood("stride", 2)
	for range 3 {
		runs, _ := from.Next(0, 0)
		from.Charge(runs, 10*trace.Millisecond, 0)
		from.Insert(runs, Expired, 0)
	}
	require.EqualValues(t, 200_000_000, tasks[0].Key)
	require.EqualValues(t, 100_000_000, tasks[1].Key)
	to, _ := stood("stride", 1)
	from.Remove(tasks[0], 0)
	to.Insert(tasks[0], Moved, 0)
	require.EqualValues(t, 100_000_000, tasks[0].Key)
}

// An aged task that is moved to another queue keeps what it won by waiting.
func TestAMovedTaskKeepsItsAge(t *testing.T) {
	config := Defaults("priority", 1)
	config.AgeingNs = 10
	newQueue := find("priority").New(&config, deaf{})
	from, to := newQueue(), newQueue()
	task := &Task{Thread: 1, Priority: 3, LastCore: trace.NoCore}
	from.Insert(task, Started, 0)
	from.(Periodic).Period(10, func(*Task) {})
	from.Remove(task, 15)
	to.Insert(task, Moved, 15)
	require.EqualValues(t, 2, task.Key)
	require.EqualValues(t, 25, to.(Periodic).Due(15))
}
