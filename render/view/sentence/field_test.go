package sentence_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/assets/words"
	"timeslice/render/view/names"
	"timeslice/render/view/sentence"
	"timeslice/render/view/timeline"
	"timeslice/scheduler"
	"timeslice/sim/trace"
)

// Every field that a kind of fact has, and every key that a policy has, has a
// label.
func TestFieldsHaveLabels(t *testing.T) {
	for _, l := range words.Languages() {
		say := words.New(l)
		for kind := trace.KindNone; kind < trace.KindCount(); kind++ {
			schema := kind.Schema()
			for _, field := range []trace.Field{schema.Object, schema.A, schema.B} {
				if field.Role != trace.RoleNone {
					require.True(t, say.Has("sentence.field."+field.Name), "%s: %s", kind, field.Name)
				}
			}
		}
		teller := sentence.New(say, &names.Book{})
		for _, policy := range scheduler.Policies() {
			record := one(trace.Fact{Kind: trace.KindReady, Thread: 3, A: 3e6, B: 7}, trace.Property{Name: "policy", Value: policy.Name})
			fields := teller.Keys(record, &trace.Candidate{Key: 3e6, Key2: 7, KeysKnown: true})
			require.NotEmpty(t, fields, policy.Name)
			for _, f := range fields {
				require.NotContains(t, f.Label, "sentence.", policy.Name)
				require.NotEqual(t, say.Say("sentence.field.key"), f.Label, "%s says what its keys are", policy.Name)
			}
			require.Empty(t, teller.Keys(record, &trace.Candidate{Key: 1}), "not known")
		}
	}
}

// All that a fact tells is among its fields, and all of it is well put.
func TestFieldsOfRuns(t *testing.T) {
	for _, record := range someRuns(t, 6, 2) {
		s := newStory(record)
		for _, teller := range s.tellers {
			for id := trace.FactID(1); int(id) <= record.Len(); id++ {
				fields, labels := teller.Fields(record, id), map[string]bool{}
				for _, f := range fields {
					require.NotContains(t, f.Label, "sentence.")
					require.False(t, labels[f.Label], "%s twice in %s", f.Label, record.Fact(id).Kind)
					labels[f.Label] = true
					requireSpans(t, teller.Words().Language(), f.Value)
					requireKnown(t, s, f.Value)
				}
				if cause := record.Fact(id).Cause; cause != trace.NoFact {
					last := fields[len(fields)-1].Value
					require.Equal(t, teller.Fact(record, cause).Text, last.Text)
					require.Equal(t, names.FactRef(cause), last.Spans[0].Ref)
				}
			}
		}
	}
}

// The parts of a sum add up to it, and each can be told.
func TestPartsAddUp(t *testing.T) {
	for _, record := range someRuns(t, 8, 2) {
		s, x := newStory(record), timeline.New()
		x.Extend(record)
		for _, teller := range s.tellers {
			for _, by := range []timeline.By{timeline.ByThread, timeline.ByCore, timeline.ByProcess} {
				for _, row := range x.Rows(by) {
					sum, found := x.Sum(row.Ref, record.End()/5, record.End())
					require.True(t, found)
					wholeNs := int64(0)
					labels := map[string]bool{}
					for _, part := range teller.Parts(row.Ref.Kind, &sum) {
						require.Positive(t, part.Ns)
						requireSpans(t, teller.Words().Language(), part.Label)
						require.False(t, labels[part.Label.Text] && part.State != timeline.Blocked, part.Label.Text)
						labels[part.Label.Text] = true
						wholeNs += part.Ns
					}
					require.Equal(t, int64(sum.To-sum.From), wholeNs)
				}
			}
		}
	}
}
