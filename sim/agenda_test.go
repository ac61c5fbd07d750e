package sim

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"timeslice/sim/trace"
)

// The order of one instant, rule by rule: see rank.

func TestPeriodsBeginBeforeSleepersWake(t *testing.T) {
	var a agenda
	a.plan(5, rankWake, errandWake, 1, 0)
	a.plan(5, rankPeriod, errandPeriod, 0, 0)
	require.Equal(t, errandPeriod, a.take().errand)
}

func TestEditsComeFirst(t *testing.T) {
	var a agenda
	a.plan(5, rankPeriod, errandPeriod, 0, 0)
	a.plan(5, rankEdit, errandEdit, 0, 0)
	require.Equal(t, errandEdit, a.take().errand)
}

func TestSleepersWakeBeforeProcessesArrive(t *testing.T) {
	var a agenda
	a.plan(5, rankArrival, errandArrival, 0, 0)
	a.plan(5, rankWake, errandWake, 1, 0)
	require.Equal(t, errandWake, a.take().errand)
}

func TestTheLowerThreadWakesFirst(t *testing.T) {
	var a agenda
	for _, subject := range []int32{3, 1, 2, 0} {
		a.plan(5, rankWake, errandWake, subject, 0)
	}
	a.plan(5, rankWake, errandDisk, 9, 2) // a disk is finished for thread 2
	for _, subject := range []int32{0, 1, 2, 9, 3} {
		require.Equal(t, subject, a.take().subject)
	}
}

func TestWhatWasPlannedFirstComesFirst(t *testing.T) {
	var a agenda
	for ticket := range uint32(20) {
		a.plan(5, rankWake, errandWake, 1, ticket)
	}
	for ticket := range uint32(20) {
		require.Equal(t, ticket, a.take().ticket)
	}
}

// TestAgendaAgainstStableSort: the heap gives what sorting would give.
func TestAgendaAgainstStableSort(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var a agenda
		var twin []entry
		for range rapid.IntRange(1, 200).Draw(t, "steps") {
			if len(twin) > 0 && rapid.IntRange(0, 2).Draw(t, "what") == 0 {
				require.Equal(t, twin[0].at, a.next())
				require.Equal(t, twin[0], a.take())
				twin = twin[1:]
				continue
			}
			at := trace.Time(rapid.IntRange(0, 20).Draw(t, "at"))
			r := rank(rapid.IntRange(int(rankEdit), int(rankArrival)).Draw(t, "rank"))
			subject := rapid.Int32Range(0, 5).Draw(t, "subject")
			a.plan(at, r, errandWake, subject, 0)
			order := instantOrder(r, errandWake, subject, 0, a.sequence)
			twin = append(twin, entry{at: at, order: order, subject: subject, errand: errandWake})
			slices.SortStableFunc(twin, func(x, y entry) int {
				if x.before(&y) {
					return -1
				}
				return 1
			})
		}
		for _, e := range twin {
			require.Equal(t, e, a.take())
		}
		require.Equal(t, trace.Never, a.next())
	})
}

// TestDueCoresAgainstScan: the tournament gives what looking at every core
// would give, the lower number at equal instants.
func TestDueCoresAgainstScan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cores := rapid.IntRange(1, 70).Draw(t, "cores")
		d := newDueCores(cores)
		twin := make([]trace.Time, cores)
		for i := range twin {
			twin[i] = trace.Never
		}
		for range rapid.IntRange(1, 100).Draw(t, "steps") {
			core := rapid.IntRange(0, cores-1).Draw(t, "core")
			twin[core] = trace.Time(rapid.IntRange(0, 10).Draw(t, "at"))
			if twin[core] == 10 {
				twin[core] = trace.Never
			}
			d.set(trace.CoreID(core), twin[core])
			first := 0
			for i, at := range twin {
				if at < twin[first] {
					first = i
				}
			}
			got, at := d.next()
			require.Equal(t, twin[first], at)
			if at != trace.Never {
				require.Equal(t, trace.CoreID(first), got)
			}
		}
	})
}
