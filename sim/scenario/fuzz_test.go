package scenario

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/assets/words"
	"timeslice/sim"
	"timeslice/sim/trace"
)

// FuzzRead: whatever the file, reading it ends soon with a scenario or with
// faults that have a place and can be said; and a scenario that was read can
// be built, and run for a little.
func FuzzRead(f *testing.F) {
	for _, seed := range seeds(f) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, source string) {
		s, err := Read("fuzz.yaml", []byte(source))
		if err != nil {
			checkFaults(t, err)
			return
		}
		if threads(s) > 1000 {
			return
		}
		runALittle(t, s)
	})
}

func checkFaults(t *testing.T, err error) {
	w := words.New(words.English)
	var all Errors
	require.ErrorAs(t, err, &all)
	require.NotEmpty(t, all)
	require.LessOrEqual(t, len(all), maximumErrors)
	for _, fault := range all {
		require.Positive(t, fault.Line)
		require.Positive(t, fault.Column)
		require.NotContains(t, fault.In(w), "<no value>")
		require.NotContains(t, fault.In(w), fault.ID, "a fault without a text")
	}
}

func threads(s *Scenario) int64 {
	total := int64(0)
	for i := range s.processes {
		for _, thread := range s.processes[i].threads {
			total = plus(total, times(s.processes[i].count, thread.count))
		}
	}
	return total
}

// runALittle runs a scenario within small limits. A machine may refuse its
// configuration, but must not fall over.
func runALittle(t *testing.T, s *Scenario) {
	most := sim.Limits{Until: trace.Time(50 * trace.Millisecond), Facts: 2000, Threads: 200, Processes: 200, DeedsAtOnce: 2000, Steps: 20_000}
	machine, err := s.Machine(Overrides{Limits: &most})
	if err != nil {
		require.True(t, errors.As(err, new(Errors)))
		return
	}
	run := machine.Run()
	require.NoError(t, run.Validate())
	require.Equal(t, trace.KindEnd, run.Fact(trace.FactID(run.Len())).Kind)
}

// seeds are the inputs of the stories, the scenarios that ship, and files made
// to be too much.
func seeds(f *testing.F) []string {
	seeds := []string{
		"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
		strings.Repeat("[", 10_000),
		strings.Repeat("- ", 300) + "a",
		strings.Repeat("{a: ", 60),
		strings.Repeat("a:\n ", 100),
		strings.Repeat("? ", 400),
		"processes: [{name: A, count: 99999999999, run: [cpu 1ms]}]",
		"processes: [{name: A, run: [repeat 999999999999999999, [repeat 999999999999999999, [yield]]]}]",
		"processes:\n  - name: |\n      A\n    run: [cpu 1ms]\n",
		"\xff\xfe", "\"", "'", "processes: [{name: \"\\x00\", run: [cpu 1ms]}]",
	}
	for _, pattern := range []string{"testdata/stories/*", "../../lessons/scenarios/*.yaml"} {
		files, err := filepath.Glob(pattern)
		require.NoError(f, err)
		for _, file := range files {
			source, err := os.ReadFile(file)
			require.NoError(f, err)
			seeds = append(seeds, inputs(string(source))...)
		}
	}
	return seeds
}

// inputs cuts the inputs out of a file of stories; a scenario is one input.
func inputs(source string) []string {
	if !strings.Contains(source, "\n----\n") {
		return []string{source}
	}
	var found []string
	for _, story := range strings.Split(source, "\n\n") {
		input, _, _ := strings.Cut(story, "\n----\n")
		for strings.HasPrefix(input, "#") {
			_, input, _ = strings.Cut(input, "\n")
		}
		_, input, _ = strings.Cut(input, "\n")
		found = append(found, input)
	}
	return found
}
