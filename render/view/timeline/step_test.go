package timeline_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/render/view/timeline"
	"timeslice/sim/scenario/author"
	"timeslice/sim/trace"
)

// anyFilter draws what to look for.
func anyFilter(dice *author.Dice, record *trace.Trace) timeline.Filter {
	q := timeline.Filter{}
	sets := []timeline.KindSet{
		{}, timeline.Decisions(), timeline.Changes(), timeline.Callbacks(), timeline.Outputs(), timeline.Errors(),
		timeline.Messages(), timeline.Kinds(trace.KindEnd), timeline.Kinds(trace.Kind(dice.Below(int(trace.KindCount())))),
	}
	q.Kinds = sets[dice.Below(len(sets))]
	threads := len(record.Snapshot(record.End()).Threads)
	switch dice.Below(4) {
	case 0:
		q.Thread = trace.ThreadID(dice.Below(threads + 2))
	case 1:
		q.Process = trace.ProcessID(dice.Below(threads + 2))
	case 2:
		q.Match = func(f *trace.Fact, _ trace.FactID) bool { return f.Core >= 0 }
	}
	return q
}

// Next and Previous find what looking at every fact finds.
func TestSteps(t *testing.T) {
	for i, record := range runs(t, 12, 3, 5000) {
		x, end := indexed(record), record.Snapshot(record.End())
		dice := author.Dice{Seed: uint64(i)}
		for range 60 {
			q := anyFilter(&dice, record)
			var fit []trace.FactID
			for id := trace.FactID(1); int(id) <= record.Len(); id++ {
				if f := record.Fact(id); fits(end, &q, &f, id) {
					fit = append(fit, id)
				}
			}
			from := trace.FactID(dice.From(0, record.Len()+1))
			until := trace.FactID(dice.From(int(from), record.Len()+3))
			place, _ := slices.BinarySearch(fit, from+1)
			got, found := x.Next(from, &q, until)
			if place < len(fit) && fit[place] <= until {
				require.True(t, found)
				require.Equal(t, fit[place], got)
			} else {
				require.False(t, found)
			}
			got, found = x.Previous(from, &q)
			require.Equal(t, place > 0, found)
			if place > 0 {
				require.Equal(t, fit[place-1], got)
			}
		}
	}
}

func fits(s *trace.State, q *timeline.Filter, f *trace.Fact, id trace.FactID) bool {
	switch {
	case q.Kinds != timeline.KindSet{} && !q.Kinds.Has(f.Kind):
		return false
	case q.Thread != trace.NoThread && q.Thread != f.Thread:
		return false
	case q.Process != trace.NoProcess && s.Thread(f.Thread).Process != q.Process &&
		(f.Kind.Schema().Object.Role != trace.RoleProcess || f.Object != int32(q.Process)):
		return false
	}
	return q.Match == nil || q.Match(f, id)
}

// Going forward fact by fact and then back passes the same positions; at an
// instant between facts the last fact before it is one step back.
func TestForwardAndBackward(t *testing.T) {
	for _, record := range runs(t, 6, 2, 2000) {
		x := indexed(record)
		for _, kinds := range []timeline.KindSet{{}, timeline.Decisions(), timeline.Outputs()} {
			q := timeline.Filter{Kinds: kinds}
			at, there := timeline.Position{}, []timeline.Position{}
			for {
				next, found := x.Forward(at, &q)
				if !found {
					break
				}
				there, at = append(there, next), next
			}
			require.Equal(t, len(there) > 0, record.Len() > 0 && at.Fact > 0)
			back := []timeline.Position{}
			for at = (timeline.Position{At: record.End() + 1, Fact: trace.FactID(record.Len())}); ; {
				before, found := x.Backward(at, &q)
				if !found {
					break
				}
				back, at = append(back, before), before
			}
			slices.Reverse(back)
			require.Equal(t, there, back)
		}
	}
}

// Lines are what package trace says, and steps go to the next and the last
// other line.
func TestLines(t *testing.T) {
	for i, record := range runs(t, 0, 6, 0) {
		x := indexed(record)
		dice := author.Dice{Seed: uint64(i)}
		thread := record.LineThreads()[0]
		first, _ := x.TimeOfCPU(thread, 0)
		for range 60 {
			at := first + trace.Time(dice.Next()%uint64(record.End()-first+10))
			want, ok := record.LineAt(thread, at)
			here, known := x.LineAt(thread, at)
			require.Equal(t, ok, known)
			require.Equal(t, want, here)
			if next, found := x.NextLine(thread, at); found {
				require.Greater(t, next.At, at)
				require.NotEqual(t, here, next.Line)
				now, _ := record.LineAt(thread, next.At)
				require.Equal(t, next.Line, now)
				before, _ := record.LineAt(thread, next.At-1)
				require.NotEqual(t, next.Line, before, "it has just come")
				middle, _ := record.LineAt(thread, (at+next.At)/2)
				require.Equal(t, here, middle, "nothing else lies between")
			}
			if last, found := x.PreviousLine(thread, at); found {
				require.Less(t, last.At, at)
				now, _ := record.LineAt(thread, last.At)
				require.Equal(t, last.Line, now)
				if known {
					require.NotEqual(t, here, last.Line)
				}
			}
			requirePassages(t, x, record, thread, here, at)
		}
	}
}

// requirePassages compares the passages of a line with those that package trace
// finds.
func requirePassages(t *testing.T, x *timeline.Index, record *trace.Trace, thread trace.ThreadID, line trace.Line, at trace.Time) {
	if line == (trace.Line{}) {
		return
	}
	var seen []trace.Time // those at which the thread stays for some time
	for passed := range record.TimesOf(thread, line) {
		if now, _ := record.LineAt(thread, passed); now == line && (len(seen) == 0 || seen[len(seen)-1] != passed) {
			seen = append(seen, passed)
		}
	}
	place, _ := slices.BinarySearch(seen, at+1)
	next, found := x.NextAt(trace.NoThread, line, at, trace.Never)
	require.Equal(t, place < len(seen), found)
	if found {
		require.Equal(t, seen[place], next.At)
		_, sooner := x.NextAt(thread, line, at, next.At-1)
		require.False(t, sooner)
	}
	place, _ = slices.BinarySearch(seen, at)
	last, found := x.PreviousAt(trace.NoThread, line, at)
	require.Equal(t, place > 0, found)
	if found {
		require.Equal(t, seen[place-1], last.At)
	}
}

// The first of several breaks stops a run, and none behind the instant asked
// for.
func TestBreaks(t *testing.T) {
	for i, record := range runs(t, 6, 3, 3000) {
		x := indexed(record)
		dice := author.Dice{Seed: uint64(i)}
		for range 40 {
			var breaks []timeline.Break
			for range dice.From(1, 4) {
				b := timeline.Break{Filter: anyFilter(&dice, record)}
				if threads := record.LineThreads(); len(threads) > 0 && dice.Once(2) {
					line, _ := x.LineAt(threads[0], anyInstant(&dice, record))
					b = timeline.Break{Line: line}
				}
				breaks = append(breaks, b)
			}
			after := x.At(anyInstant(&dice, record))
			until := anyInstant(&dice, record)
			at, which, found := x.NextBreak(after, until, breaks)
			best, hit := trace.Never, false
			for j := range breaks {
				if p, ok := alone(x, after, until, &breaks[j]); ok {
					best, hit = min(best, p), true
				}
			}
			require.Equal(t, hit, found)
			if found {
				require.Equal(t, best, at.At)
				require.LessOrEqual(t, at.At, until)
				p, ok := alone(x, after, until, &breaks[which])
				require.True(t, ok)
				require.Equal(t, at.At, p)
			}
		}
	}
}

func alone(x *timeline.Index, after timeline.Position, until trace.Time, b *timeline.Break) (trace.Time, bool) {
	if b.Line != (trace.Line{}) {
		p, found := x.NextAt(trace.NoThread, b.Line, after.At, until)
		return p.At, found
	}
	p, found := x.Forward(after, &b.Filter)
	return p.At, found && p.At <= until
}

func TestKindSets(t *testing.T) {
	s := timeline.Kinds(trace.KindOutput, trace.KindDue)
	require.True(t, s.Has(trace.KindDue))
	require.False(t, s.Has(trace.KindCallback))
	require.Equal(t, 2, s.Len())
	s.Drop(trace.KindDue)
	require.Equal(t, timeline.Outputs(), s)
	require.Less(t, int(trace.KindCount()), 128, "a set holds so many kinds")
}
