package sentence_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"timeslice/assets/words"
	"timeslice/render/view/names"
	"timeslice/render/view/sentence"
	"timeslice/sim/scenario/author"
	"timeslice/sim/trace"
)

// someRuns are runs of random scenarios and scripts, the former not too long.
func someRuns(t require.TestingT, scenarios, scripts uint64) (all []*trace.Trace) {
	for seed := uint64(100); len(all) < int(scenarios); seed++ {
		if run := ofScenario(t, author.Write(seed)); run.Len() <= 4000 {
			all = append(all, run)
		}
	}
	for seed := range scripts {
		all = append(all, ofScript(t, author.Script(seed+50), 1+int(seed%3)))
	}
	return all
}

// Of whatever happens in runs of random scenarios and scripts, every fact is
// told in both languages, by names that are known.
func TestEveryFactOfRunsIsTold(t *testing.T) {
	for _, record := range someRuns(t, 12, 4) {
		s := newStory(record)
		for _, teller := range s.tellers {
			for id := trace.FactID(1); int(id) <= record.Len(); id++ {
				told := teller.Fact(record, id)
				requireWell(t, teller.Words().Language(), told.Text)
				requireSpans(t, teller.Words().Language(), told)
				requireKnown(t, s, told)
			}
		}
	}
}

// requireKnown requires that all that a sentence refers to is in the trace.
func requireKnown(t *testing.T, s *story, told sentence.Sentence) {
	for _, span := range told.Spans {
		ref := span.Ref
		switch ref.Kind {
		case names.Thread:
			require.NotEqual(t, trace.NoFact, s.book.ThreadStart(trace.ThreadID(ref.ID)), told.Text)
		case names.Object:
			require.NotEqual(t, trace.ReasonNone, s.book.Sort(trace.ObjectID(ref.ID)), told.Text)
		case names.Process:
			require.NotEqual(t, trace.ProcessNone, s.last.Process(trace.ProcessID(ref.ID)).Status, told.Text)
		case names.Core:
			require.True(t, ref.ID >= 0 && ref.ID < int64(len(s.last.Cores)), told.Text)
		case names.Fact:
			require.True(t, ref.ID >= 1 && ref.ID <= int64(s.record.Len()), told.Text)
		case names.Item:
			require.Positive(t, ref.ID, told.Text)
		}
	}
}

// At any instant there is an answer why anything is as it is, in both
// languages; and its chain is made of facts that brought one another about.
func TestThereIsAlwaysAnAnswer(t *testing.T) {
	for i, record := range someRuns(t, 14, 5) {
		s := newStory(record)
		dice := author.Dice{Seed: uint64(i)}
		for range 7 {
			at := trace.Time(dice.Next() % uint64(record.End()+2))
			if dice.Once(2) {
				at = record.Fact(trace.FactID(dice.From(1, record.Len()))).Time
			}
			state := record.Snapshot(at)
			if dice.Once(3) { // in the middle of an instant
				state = record.SnapshotAfter(trace.FactID(dice.From(1, record.Len())))
			}
			for _, teller := range s.tellers {
				askAll(t, s, teller, state, &dice)
			}
		}
	}
}

func askAll(t *testing.T, s *story, teller *sentence.Teller, state *trace.State, dice *author.Dice) {
	ask := func(a sentence.Answer) { requireAnswer(t, s, teller, a) }
	for id := trace.ThreadID(1); int(id) < len(state.Threads); id++ {
		if state.Thread(id).Status != trace.StatusNone {
			ask(teller.WhyThread(s.record, state, id))
			ask(teller.WhyLoop(s.record, state, id))
		}
	}
	for core := range state.Cores {
		ask(teller.WhyCore(s.record, state, trace.CoreID(core)))
		short := teller.Short(s.record, state, trace.CoreID(core))
		requireWell(t, teller.Words().Language(), short.Text)
	}
	for id := trace.ProcessID(1); int(id) < len(state.Processes); id++ {
		if state.Process(id).Status != trace.ProcessNone {
			ask(teller.WhyProcess(s.record, state, id))
		}
	}
	for id := trace.ObjectID(1); int(id) < len(state.Objects); id++ {
		if state.Object(id).Sort != trace.ReasonNone {
			ask(teller.WhyObject(s.record, state, id))
		}
	}
	for _, q := range state.Queues {
		for _, item := range q.Items {
			ask(teller.WhyItem(s.record, state, q.Process, item.Item))
		}
	}
	ask(teller.WhyFact(s.record, trace.FactID(dice.From(1, s.record.Len()))))
}

func requireAnswer(t *testing.T, s *story, teller *sentence.Teller, a sentence.Answer) {
	l := teller.Words().Language()
	require.NotEmpty(t, a.Says)
	for _, said := range a.Says {
		requireWell(t, l, said.Text)
		requireSpans(t, l, said)
		requireKnown(t, s, said)
		end := "."
		if l == words.Chinese {
			end = "。"
		}
		require.Equal(t, end, said.Text[len(said.Text)-len(end):], said.Text)
	}
	for i, cause := range a.Chain {
		require.True(t, cause.Fact >= 1 && int(cause.Fact) <= s.record.Len())
		f := s.record.Fact(cause.Fact)
		require.Equal(t, f.Time, cause.At)
		require.Equal(t, teller.Fact(s.record, cause.Fact), cause.Sentence)
		require.Less(t, cause.Of, i)
		if cause.Link == trace.LinkCause {
			require.Equal(t, cause.Fact, s.record.Fact(a.Chain[cause.Of].Fact).Cause, "it brought about the one it explains")
		}
	}
}

// Whatever facts say, also nonsense, questions are answered.
func TestNonsenseIsAnswered(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		recorder := trace.NewRecorder(trace.Property{Name: "policy", Value: rapid.SampledFrom([]string{"eevdf", "rr", "lottery"}).Draw(t, "policy")})
		now := trace.Time(0)
		for range rapid.IntRange(1, 25).Draw(t, "facts") {
			f := anyFact(t, recorder)
			now += f.Time % 3
			f.Time = now
			f.Object = f.Object % 9
			recorder.Add(f)
		}
		s := newStory(recorder.Trace())
		state := s.record.Snapshot(trace.Time(rapid.Int64Range(0, int64(now)+1).Draw(t, "at")))
		for _, teller := range s.tellers {
			for id := range trace.ThreadID(12) {
				requireSaid(t, teller.WhyThread(s.record, state, id))
				requireSaid(t, teller.WhyLoop(s.record, state, id))
				requireSaid(t, teller.WhyProcess(s.record, state, trace.ProcessID(id)))
				requireSaid(t, teller.WhyObject(s.record, state, trace.ObjectID(id)))
				requireSaid(t, teller.WhyItem(s.record, state, trace.ProcessID(id), int64(id)))
				requireSaid(t, teller.WhyCore(s.record, state, trace.CoreID(id)-1))
				require.NotEmpty(t, teller.Short(s.record, state, trace.CoreID(id)-1).Text)
			}
			for id := trace.FactID(1); int(id) <= s.record.Len(); id++ {
				requireSaid(t, teller.WhyFact(s.record, id))
			}
		}
	})
}

func requireSaid(t require.TestingT, a sentence.Answer) {
	require.NotEmpty(t, a.Says)
	for _, said := range a.Says {
		requireSpans(t, words.English, said)
	}
}

// Every rule by which a thread is chosen can be told: what it was, how others
// compare, and in short.
func TestEveryRuleIsCompared(t *testing.T) {
	seen := map[string]bool{}
	for _, l := range words.Languages() {
		say := words.New(l)
		for _, rule := range []string{
			"only-one", "head-of-queue", "interrupted", "shortest-burst", "shortest-left", "highest-priority",
			"highest-level", "winning-ticket", "lowest-pass", "lowest-vruntime", "earliest-deadline", "real-time",
			"highest-ratio", "first-in-order", "other",
		} {
			for _, id := range []string{"sentence.rule.", "sentence.short.", "sentence.chosen."} {
				require.True(t, say.Has(id+rule), id+rule)
				text := say.Pattern(id+rule, 2)
				require.False(t, seen[text], text)
				seen[text] = true
			}
		}
	}
}
