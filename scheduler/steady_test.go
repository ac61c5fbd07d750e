package scheduler

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/sim/trace"
)

// deaf hears nothing.
type deaf struct{}

func (deaf) Migrated(*Task, trace.CoreID, trace.CoreID, trace.Reason) {}
func (deaf) LevelChanged(*Task, int, int, trace.Reason)               {}
func (deaf) Renewed(*Task, trace.CoreID, int, int64)                  {}
func (deaf) Throttled(*Task, trace.Time, trace.Reason)                {}
func (deaf) Unthrottled(*Task, trace.Reason)                          {}
func (deaf) Refilled(*Group)                                          {}

// turns hands one quantum after another to tasks of a queue, each tenth of
// which ends in a wait of nine quanta.
type turns struct {
	queue    Queue
	periodic Periodic
	due, now trace.Time
	asleep   []*Task
	count    int
}

func newTurns(policy Policy, tasks int) *turns {
	config := Defaults(policy.Name, 1)
	config.AgeingNs, config.BoostNs = 1000*trace.Millisecond, 1000*trace.Millisecond
	s := &turns{queue: policy.New(&config, deaf{})()}
	s.periodic, _ = s.queue.(Periodic)
	for i := range tasks {
		task := &Task{
			Thread: trace.ThreadID(i + 1), Tickets: int64(i%9 + 1), Priority: i % 5,
			Nice: i%40 - 20, BurstNs: int64(i%1000+1) * trace.Millisecond, LastCore: trace.NoCore,
		}
		s.queue.Insert(task, Started, 0)
	}
	return s
}

// next is one turn.
func (s *turns) next() {
	if s.periodic != nil && s.now >= s.due {
		s.periodic.Period(s.now, func(*Task) {})
		s.due = s.periodic.Due(s.now)
	}
	task, _ := s.queue.Next(0, s.now)
	ranNs := int64(10 * trace.Millisecond)
	s.now += trace.Time(ranNs)
	s.queue.Charge(task, ranNs, s.now)
	if s.count++; s.count%10 == 0 {
		s.queue.Leave(task, false, s.now)
		s.asleep = append(s.asleep, task)
		if len(s.asleep) == 9 {
			for _, sleeper := range s.asleep {
				s.queue.Insert(sleeper, Woken, s.now)
			}
			s.asleep = s.asleep[:0]
		}
		return
	}
	s.queue.Expire(task, s.now)
	s.queue.Insert(task, Expired, s.now)
}

// TestNoMemoryIsUsedInTheSteadyState: a policy's queue that has once held its
// tasks needs no memory to go on.
func TestNoMemoryIsUsedInTheSteadyState(t *testing.T) {
	for _, policy := range Policies() {
		t.Run(policy.Name, func(t *testing.T) {
			s := newTurns(policy, 200)
			for range 2000 {
				s.next()
			}
			require.Zero(t, testing.AllocsPerRun(2000, s.next))
		})
	}
}

// BenchmarkTurn shows how the cost of a turn grows with the number of tasks.
func BenchmarkTurn(b *testing.B) {
	for _, policy := range Policies() {
		for _, tasks := range []int{100, 1_000, 10_000, 100_000} {
			b.Run(fmt.Sprintf("%s/%d", policy.Name, tasks), func(b *testing.B) {
				s := newTurns(policy, tasks)
				for b.Loop() {
					s.next()
				}
			})
		}
	}
}
