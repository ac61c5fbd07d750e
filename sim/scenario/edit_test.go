package scenario_test

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"
	"github.com/stretchr/testify/require"

	"timeslice/sim"
	"timeslice/sim/node"
	"timeslice/sim/scenario"
	"timeslice/sim/scenario/author"
	"timeslice/sim/trace"
)

// TestEditStories runs the stories under testdata/edits: a scenario with edits, or a
// script, after edits="…" as arguments, and the facts from the first edit on that
// show=(…) names.
func TestEditStories(t *testing.T) {
	datadriven.Walk(t, "testdata/edits", func(t *testing.T, path string) {
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
			var machine *sim.Machine
			var err error
			if d.Cmd == "script" {
				machine, err = scriptWith(d)
			} else {
				var s *scenario.Scenario
				if s, err = scenario.Read("story.yaml", []byte(d.Input)); err == nil {
					machine, err = s.Machine(scenario.Overrides{})
				}
			}
			if err != nil {
				return err.Error() + "\n"
			}
			run := machine.Run()
			require.NoError(t, run.Validate(), d.Pos)
			return chosenFacts(run, d)
		})
	})
}

// scriptWith is a machine for a script whose edits stand before a line of dashes.
func scriptWith(d *datadriven.TestData) (*sim.Machine, error) {
	lines, source, _ := strings.Cut(d.Input, "\n--\n")
	edits, err := scenario.ReadEdits("--edit", strings.Split(lines, "\n"))
	if err != nil {
		return nil, err
	}
	library := node.NewLibrary()
	return scenario.Script("story.js", node.Options{
		Script: "/app/story.js", Files: node.Files{"/app/story.js": []byte(source)}, Library: library, Costs: node.DefaultCosts(),
	}, nil, scenario.Overrides{Edits: edits})
}

// chosenFacts writes the facts of some kinds, from the first edit on.
func chosenFacts(run *trace.Trace, d *datadriven.TestData) string {
	shown := map[string]bool{"edit": true, "core": true}
	if arg, found := d.Arg("show"); found {
		for _, kind := range strings.Fields(strings.Join(arg.Vals, " ")) {
			shown[kind] = true
		}
	}
	var text bytes.Buffer
	if err := run.WriteText(&text); err != nil {
		return err.Error()
	}
	var b strings.Builder
	begun := false
	for _, line := range strings.Split(text.String(), "\n") {
		words := strings.Fields(line)
		if len(words) < 3 {
			continue
		}
		if _, err := strconv.Atoi(words[0]); err != nil {
			continue
		}
		begun = begun || words[2] == "edit" || shown["all"]
		if begun && (shown[words[2]] || words[2] == "end") {
			b.WriteString(strings.Join(words[1:], " ") + "\n")
		}
	}
	return b.String()
}

// TestRandomEdits changes random scenarios at random. Whatever is changed, the run is
// valid and its figures add up; until the first edit it is the run without edits; in
// steps it is the same run; and edits that come after its end change nothing.
func TestRandomEdits(t *testing.T) {
	want, seed := 60_000, uint64(1)
	if testing.Short() {
		want = 8_000
	}
	want = int(variable(t, "TIMESLICE_RANDOM_EVENTS", uint64(want)))
	seed = variable(t, "TIMESLICE_RANDOM_SEED", seed)
	done := map[trace.Reason]int{}
	for facts := 0; facts < want; seed++ {
		facts += judgeEdits(t, seed, done)
	}
	t.Logf("edits that were carried out: %v", done)
	for why := trace.ReasonEditSignal; why <= trace.ReasonEditCrash; why++ {
		if why != trace.ReasonEditPool && !testing.Short() { // no scenario at random has a pool
			require.Positive(t, done[why], "no edit %s could be carried out", why)
		}
	}
}

func judgeEdits(t *testing.T, seed uint64, done map[trace.Reason]int) int {
	source := author.Write(seed)
	s, err := scenario.Read("random.yaml", []byte(source))
	require.NoError(t, err)
	plain := machineOf(t, s).Run()
	lines := randomEdits(plain, seed)
	edits, err := scenario.ReadEdits("edits", lines)
	require.NoError(t, err)
	fine := false
	defer func() {
		if !fine {
			fmt.Printf("seed %d\n%s\n%s\n", seed, source, strings.Join(lines, "\n"))
		}
	}()
	edited := func(edits []sim.Edit) *sim.Machine {
		machine, err := s.Machine(scenario.Overrides{Edits: edits})
		require.NoError(t, err)
		return machine
	}
	run := edited(edits).Run()
	require.NoError(t, run.Validate())
	requireSums(t, run)
	requireTextReadsBack(t, run)
	requireSamePast(t, plain, run)
	steps := edited(edits)
	dice := author.Dice{Seed: seed}
	for at := trace.Time(0); steps.RunUntil(at); {
		at = max(at, steps.Next()) + trace.Time(dice.Next()%uint64(plain.End()/4+2))
	}
	require.Equal(t, run.Hash(), steps.Trace().Hash(), "a run in steps is another run")
	if plain.Fact(trace.FactID(plain.Len())).Reason == trace.ReasonCompleted {
		late := sim.Edit{At: plain.End() + 1, Kind: sim.EditAddCore}
		require.Equal(t, plain.Hash(), edited([]sim.Edit{late}).Run().Hash(), "what comes after the end changes something")
	}
	ask(run, seed)
	countDone(run, done)
	fine = true
	return run.Len()
}

// requireSamePast requires that nothing differs before the first edit but the end of
// a run that had nothing left to do.
func requireSamePast(t *testing.T, plain, run *trace.Trace) {
	for id := trace.FactID(1); int(id) <= run.Len(); id++ {
		f := run.Fact(id)
		if f.Kind == trace.KindEdit {
			return
		}
		require.LessOrEqual(t, int(id), plain.Len())
		if before := plain.Fact(id); before.Kind != trace.KindEnd || f.Kind == trace.KindEnd {
			require.Equal(t, before, f, "fact %d", id)
			require.Equal(t, plain.What(before), run.What(f), "fact %d", id)
		}
	}
}

func countDone(run *trace.Trace, done map[trace.Reason]int) {
	failed := map[trace.FactID]bool{}
	for id := trace.FactID(1); int(id) <= run.Len(); id++ {
		if f := run.Fact(id); f.Kind == trace.KindError {
			failed[f.Cause] = true
		}
	}
	for id := trace.FactID(1); int(id) <= run.Len(); id++ {
		if f := run.Fact(id); f.Kind == trace.KindEdit && !failed[id] {
			done[f.Reason]++
		}
	}
}

// randomEdits writes edits of what there is in a run.
func randomEdits(run *trace.Trace, seed uint64) []string {
	dice := author.Dice{Seed: seed*7 + 3}
	s := run.Snapshot(trace.Never)
	pick := func(count int) string { return strconv.Itoa(dice.From(1, max(count, 2)-1)) }
	process := func() string { return pick(len(s.Processes)) }
	anybody := func() string {
		if dice.From(0, 1) == 0 {
			return "thread " + pick(len(s.Threads))
		}
		return process()
	}
	cores := func() string {
		if low := dice.From(0, len(s.Cores)); low < len(s.Cores) {
			return strconv.Itoa(low) + "-" + strconv.Itoa(low+dice.From(0, 1))
		}
		return "all"
	}
	var lines []string
	for range dice.From(1, 8) {
		what := []string{
			"kill " + process(), "kill " + process() + " TERM", "stop " + process(), "continue " + process(),
			"nice " + strconv.Itoa(dice.From(-20, 19)) + " of " + anybody(), "affinity " + cores() + " of " + anybody(),
			"add-core", "add-core", "remove-core " + strconv.Itoa(dice.From(0, len(s.Cores))),
			"drop " + pick(len(s.Objects)), "drop " + pick(len(s.Objects)), "crash " + anybody(), "pool 8 of " + process(),
		}[dice.From(0, 12)]
		at := trace.Time(dice.Next() % uint64(run.End()+2))
		if id := trace.FactID(dice.From(1, run.Len())); dice.From(0, 1) == 0 { // exactly when something happens
			at = run.Fact(id).Time
		}
		lines = append(lines, strconv.FormatInt(int64(at), 10)+"ns "+what)
	}
	return lines
}

// TestEditsReadBack: what an edit is written as is read as the same edit.
func TestEditsReadBack(t *testing.T) {
	for _, line := range []string{
		"12ms kill server", "0ns kill 4 TERM", "1.5ms stop 4", "2s continue server", "12.000001ms nice -5 of thread 7",
		`12ms kill "4"`, `12ms kill "my \"server\""`, "999ns affinity 0,2,3 of server", "1us affinity all of thread worker-1",
		"12ms add-core", "12ms remove-core 3", "12ms pool 8 of 2", "1.2s drop 7", "12ms crash thread 9", `12ms nice 1 of "thread"`,
	} {
		e, err := scenario.ReadEdit("--edit", line)
		require.NoError(t, err, line)
		again, err := scenario.ReadEdit("--edit", e.Line())
		require.NoError(t, err, e.Line())
		require.Equal(t, e, again)
		if line != "0ns kill 4 TERM" {
			require.Equal(t, line, e.Line())
		}
	}
}

// FuzzReadEdit: nothing that is read as an edit is written as another.
func FuzzReadEdit(f *testing.F) {
	f.Add("12ms kill server TERM")
	f.Add(`1.5ms affinity 0-3,7 of thread "x y"`)
	f.Fuzz(func(t *testing.T, line string) {
		e, err := scenario.ReadEdit("fuzz", line)
		if err != nil {
			return
		}
		again, err := scenario.ReadEdit("fuzz", e.Line())
		if err != nil {
			t.Fatalf("%q is written as %q, which is not read: %v", line, e.Line(), err)
		}
		require.Equal(t, e, again)
	})
}
