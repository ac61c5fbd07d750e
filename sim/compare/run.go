package compare

import (
	"strconv"
	"strings"

	"timeslice/sim/trace"
)

// RealPolicy is the policy of the model that actual schedulers are most like: Linux's,
// and near enough to what others do.
const RealPolicy = "eevdf"

// Run is a run of the program, as far as it is known.
type Run struct {
	Output, Errors string
	Code           int // 128 + n if signal n ended it
	Trace          *trace.Trace
	// ForeignNs is how long other programs had cores meanwhile, None if unknown.
	ForeignNs int64
	// Watched says that the program recorded itself, which costs CPU time.
	Watched bool
}

// RunOf is the run that a trace is the record of. What other programs did
// meanwhile is known if the record of a real run tells it.
func RunOf(t *trace.Trace) *Run {
	run := &Run{Trace: t, ForeignNs: trace.None}
	if ns, err := strconv.ParseInt(t.Property("foreign"), 10, 64); err == nil {
		run.ForeignNs = ns
	}
	var out, err strings.Builder
	for id := trace.FactID(1); int(id) <= t.Len(); id++ {
		f := t.Fact(id)
		if f.Kind != trace.KindOutput {
			continue
		}
		if f.Object == 2 {
			err.WriteString(t.Text(trace.StringID(f.B)))
		} else {
			out.WriteString(t.Text(trace.StringID(f.B)))
		}
	}
	run.Output, run.Errors = out.String(), err.String()
	if metrics := t.Metrics(); len(metrics.Processes) > 0 {
		run.Code = metrics.Processes[0].Code
		if signal := metrics.Processes[0].Signal; signal != 0 {
			run.Code = 128 + signal
		}
	}
	return run
}

// RuntimeOf is what carried a real run out: node, or timeslice itself.
func RuntimeOf(t *trace.Trace) string {
	if version := t.Property("node"); version != "" {
		return "node " + version
	}
	return "timeslice"
}
