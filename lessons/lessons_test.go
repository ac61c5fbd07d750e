package lessons

import (
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"timeslice/assets/words"
	"timeslice/scheduler"
	"timeslice/sim"
	"timeslice/sim/scenario"
	"timeslice/sim/trace"
)

// run is a scenario's run, for the checks of what its comment says.
type run struct {
	*trace.Trace
	*trace.Metrics
	t     *testing.T
	entry Entry
}

// start reads and runs a scenario. Each pair of changes replaces a text of its
// source by another, as the comment tells the reader to.
func start(t *testing.T, e Entry, o scenario.Overrides, changes ...string) *run {
	source := string(e.Source)
	for i := 0; i < len(changes); i += 2 {
		require.Contains(t, source, changes[i])
		source = strings.ReplaceAll(source, changes[i], changes[i+1])
	}
	s, err := scenario.Read(e.File(), []byte(source))
	require.NoError(t, err)
	machine, err := s.Machine(o)
	require.NoError(t, err)
	record := machine.Run()
	require.NoError(t, record.Validate())
	return &run{Trace: record, Metrics: record.Metrics(), t: t, entry: e}
}

// changed runs the scenario again with changes of its text.
func (r *run) changed(changes ...string) *run {
	return start(r.t, r.entry, scenario.Overrides{}, changes...)
}

// under runs the scenario again under another policy.
func (r *run) under(policy string) *run {
	return start(r.t, r.entry, scenario.Overrides{Policy: &policy})
}

func (r *run) thread(name string) trace.ThreadMetrics {
	for _, thread := range r.Threads {
		if thread.Name == name {
			return thread
		}
	}
	require.Fail(r.t, "no such thread", name)
	return trace.ThreadMetrics{}
}

func (r *run) process(name string) trace.ProcessMetrics {
	for _, process := range r.Processes {
		if process.Name == name {
			return process
		}
	}
	require.Fail(r.t, "no such process", name)
	return trace.ProcessMetrics{}
}

// facts lists the facts of a kind.
func (r *run) facts(kind trace.Kind) []trace.Fact {
	var found []trace.Fact
	for id := trace.FactID(1); int(id) <= r.Len(); id++ {
		if f := r.Fact(id); f.Kind == kind {
			found = append(found, f)
		}
	}
	return found
}

// cpuBetween is how long a thread worked within a length of time, on machines
// without switch cost.
func (r *run) cpuBetween(name string, fromMs, toMs int64) int64 {
	id, total, since := r.thread(name).Thread, int64(0), int64(-1)
	from, to := fromMs*trace.Millisecond, toMs*trace.Millisecond
	for fact := trace.FactID(1); int(fact) <= r.Len(); fact++ {
		f := r.Fact(fact)
		switch {
		case f.Thread != id:
		case f.Kind == trace.KindDispatch:
			since = int64(f.Time)
		case since >= 0 && (f.Kind == trace.KindPreempt || f.Kind == trace.KindBlock || f.Kind == trace.KindThreadExit):
			total += max(0, min(int64(f.Time), to)-max(since, from))
			since = -1
		}
	}
	if since >= 0 {
		total += max(0, to-max(since, from))
	}
	return total
}

func (r *run) overheadNs() int64 {
	total := int64(0)
	for _, core := range r.Cores {
		total += core.OverheadNs
	}
	return total
}

const ms = trace.Millisecond

func TestScenariosAreInOrderAndComplete(t *testing.T) {
	all := Scenarios()
	require.GreaterOrEqual(t, len(all), 20)
	for i, e := range all {
		require.Regexp(t, regexp.MustCompile(`^\d\d-[a-z-]+$`), e.Name)
		require.Equal(t, i+1, int(e.Name[0]-'0')*10+int(e.Name[1]-'0'), "%s: numbers have no gaps", e.Name)
		require.Contains(t, checks(), e.Name[3:], "%s: nothing checks what its comment says", e.Name)
		for _, l := range words.Languages() {
			require.NotEmpty(t, e.Title(l), "%s (%s)", e.Name, l)
			require.NotEmpty(t, e.Comment(l), "%s (%s)", e.Name, l)
		}
		isHan := func(r rune) bool { return unicode.Is(unicode.Han, r) }
		require.True(t, strings.ContainsFunc(e.Title(words.Chinese), isHan), e.Name)
		require.False(t, strings.ContainsFunc(e.Title(words.English)+e.Comment(words.English), isHan), e.Name)
		for line := range strings.Lines(string(e.Source)) {
			widest := 100
			if strings.HasPrefix(line, "#") {
				widest = 80
			}
			require.LessOrEqual(t, columns(strings.TrimRight(line, "\n")), widest, "%s: %s", e.Name, line)
		}
	}
}

// columns is the width of a line on a terminal, where Chinese takes two columns
// a character.
func columns(line string) int {
	wide := 0
	for _, r := range line {
		if r > 0x2E80 || r == '“' || r == '”' || r == '…' {
			wide++
		}
	}
	return utf8.RuneCountInString(line) + wide
}

func TestScenariosAreFoundByNumberAndName(t *testing.T) {
	for _, name := range []string{"1", "01", "convoy", "01-convoy"} {
		e, found := Find(name)
		require.True(t, found, name)
		require.Equal(t, "01-convoy", e.Name)
	}
	_, found := Find("no-such-thing")
	require.False(t, found)
}

// TestScenariosRunUnderEveryPolicy: whatever the policy, each scenario runs
// within small limits to an end with a reason, by the rules of traces.
func TestScenariosRunUnderEveryPolicy(t *testing.T) {
	limits := sim.Limits{Until: trace.Time(400 * ms), Facts: 20_000, Threads: 1000, Processes: 1000, DeedsAtOnce: 10_000}
	for _, e := range Scenarios() {
		for _, policy := range scheduler.Policies() {
			t.Run(e.Name+"/"+policy.Name, func(t *testing.T) {
				r := start(t, e, scenario.Overrides{Policy: &policy.Name, Limits: &limits})
				require.NotEqual(t, trace.ReasonNone, r.EndReason)
				require.NotEqual(t, trace.ReasonNoProgress, r.EndReason)
				require.Equal(t, policy.Name, r.Property("policy"))
			})
		}
	}
}

// TestScenariosShowWhatTheirCommentsSay runs each scenario as it ships.
func TestScenariosShowWhatTheirCommentsSay(t *testing.T) {
	for _, e := range Scenarios() {
		check := checks()[e.Name[3:]]
		t.Run(e.Name, func(t *testing.T) {
			r := start(t, e, scenario.Overrides{})
			require.Equal(t, check.end, r.EndReason)
			check.look(t, r)
		})
	}
}
