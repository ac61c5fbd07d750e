package events_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/assets/words"
	"timeslice/render/view/events"
	"timeslice/render/view/names"
	"timeslice/render/view/sentence"
	"timeslice/render/view/timeline"
	"timeslice/sim/scenario"
	"timeslice/sim/scenario/author"
	"timeslice/sim/trace"
)

// anyRun is a run of a random scenario, not too long.
func anyRun(t require.TestingT, seed uint64) *trace.Trace {
	for ; ; seed++ {
		read, err := scenario.Read("random.yaml", []byte(author.Write(seed)))
		require.NoError(t, err)
		machine, err := read.Machine(scenario.Overrides{})
		require.NoError(t, err)
		if run := machine.Run(); run.Len() > 100 && run.Len() < 3000 {
			return run
		}
	}
}

func tellerOf(record *trace.Trace, l words.Language) *sentence.Teller {
	book := &names.Book{}
	book.Extend(record)
	return sentence.New(words.New(l), book)
}

// A list holds what looking at every fact finds, however it is filtered and in
// however small steps it grows.
func TestListsAreWhatFits(t *testing.T) {
	for seed := range uint64(12) {
		record := anyRun(t, seed*31)
		x := timeline.New()
		x.Extend(record)
		for _, l := range words.Languages() {
			teller := tellerOf(record, l)
			for _, filter := range []events.Filter{
				{},
				{Filter: timeline.Filter{Kinds: timeline.Decisions()}},
				{Filter: timeline.Filter{Thread: 2}},
				{Filter: timeline.Filter{Process: 3, Kinds: timeline.Changes()}},
				{Text: "core 0"}, {Text: " 核 "}, {Text: "LOCK"},
				{Text: "a", Filter: timeline.Filter{Thread: 3}},
				{Text: "nothing says this"},
			} {
				var want []trace.FactID
				for id := trace.FactID(1); int(id) <= record.Len(); id++ {
					f := record.Fact(id)
					text := strings.ToLower(teller.Fact(record, id).Text)
					if x.Fits(&filter.Filter, &f, id) && strings.Contains(text, strings.ToLower(strings.TrimSpace(filter.Text))) {
						want = append(want, id)
					}
				}
				list := events.New(x, teller, filter)
				require.Zero(t, list.Len())
				for list.Extend(7) {
					require.LessOrEqual(t, list.Len(), len(want))
				}
				require.Equal(t, len(want), list.Len())
				for row, id := range want {
					require.Equal(t, id, list.ID(row))
					require.Equal(t, row+1, list.Place(id))
					require.Equal(t, row, list.Place(id-1))
				}
				if len(want) > 0 {
					row := list.Row(0)
					require.Equal(t, teller.Fact(record, want[0]), row.Sentence)
					require.Equal(t, record.Fact(want[0]).Time, row.At)
				}
			}
		}
	}
}

// A list grows with its run.
func TestListsGrow(t *testing.T) {
	record := anyRun(t, 5)
	half := trace.NewRecorder(record.Properties()...)
	for id := trace.StringID(1); record.Text(id) != ""; id++ {
		half.Intern(record.Text(id))
	}
	for id := 1; id <= record.Len()/2; id++ {
		half.Add(record.Fact(trace.FactID(id)))
	}
	x, book := timeline.New(), &names.Book{}
	x.Extend(half.Trace())
	book.Extend(half.Trace())
	list := events.New(x, sentence.New(words.New(words.English), book), events.Filter{Text: "core"})
	require.False(t, list.Extend(1<<30))
	few := list.Len()
	x.Extend(record)
	book.Extend(record)
	require.False(t, list.Extend(1<<30))
	require.Greater(t, list.Len(), few)
	whole := events.New(x, tellerOf(record, words.English), events.Filter{Text: "core"})
	whole.Extend(1 << 30)
	require.Equal(t, whole.Len(), list.Len())
}

// BenchmarkText looks for a text in a long trace.
func BenchmarkText(b *testing.B) {
	read, err := scenario.Read("long.yaml", []byte(`
machine: {cores: 4, policy: eevdf, preset: laptop, limits: {facts: 100000}}
processes: [{name: A, count: 12, run: [repeat forever, [cpu 700us, sleep 1ms]]}]
`))
	require.NoError(b, err)
	machine, err := read.Machine(scenario.Overrides{})
	require.NoError(b, err)
	record := machine.Run()
	x := timeline.New()
	x.Extend(record)
	teller := tellerOf(record, words.Chinese)
	for b.Loop() {
		list := events.New(x, teller, events.Filter{Text: "没有这个词"})
		list.Extend(1 << 30)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(record.Len()), "ns/fact")
}
